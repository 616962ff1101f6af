import type { InjectionKey } from 'vue'
import type { Router } from 'vue-router'

/** The step inside that a picture stands at where no address says so: on paper and on pages of their own. */
export const fixedInside: InjectionKey<string | undefined> = Symbol('the step inside')

/** Steps inside a step, as far as moving among them needs it. */
interface Inner {
  readonly steps: readonly { readonly id: string }[]
  /** The one that is shown unless another is asked for. */
  readonly initial: string
}

/** Which step inside is asked for by an address. */
export function insideName(query: Router['currentRoute']['value']['query']): string | undefined {
  return [query['inside']].flat()[0] ?? undefined
}

/** Place of the step inside that is shown: the one asked for, or the initial one. */
export function insideIndex({ steps, initial }: Inner, name: string | undefined): number {
  const index = steps.findIndex(({ id }) => id === name)
  return index < 0 ? steps.findIndex(({ id }) => id === initial) : index
}

/** Asks for a step inside; for the initial one the address needs no name. */
export function goInside(router: Router, name: string | undefined): void {
  const { inside: _, ...query } = router.currentRoute.value.query
  void router.replace({ query: name === undefined ? query : { ...query, inside: name } })
}

/** Goes so many steps further inside, at most to the first or the last. */
export function stepInside(router: Router, inside: Inner, by: number): void {
  const wanted = insideIndex(inside, insideName(router.currentRoute.value.query)) + by
  const step = inside.steps[Math.min(Math.max(wanted, 0), inside.steps.length - 1)]
  goInside(router, step?.id === inside.initial ? undefined : step?.id)
}
