import type { Router } from 'vue-router'
import { stepsOf } from '../deck/navigation.ts'
import { insideName } from '../components/frame/inner-steps.ts'
import { notice } from '../state/notice.ts'
import { playText } from '../slides/break-it/playground-address.ts'

/** The address of exactly what is shown, by names: it still leads there when slides and steps are put in before. */
export function addressOf(router: Pick<Router, 'resolve'>, { query }: Pick<Router['currentRoute']['value'], 'query'>, slide: string, click: number): string {
  const step = click > 0 ? stepsOf(slide)?.[click]?.id : undefined
  const inside = insideName(query)
  const play = playText(query)
  const { href } = router.resolve({ path: `/${slide}`, query: { ...(step && { step }), ...(inside && { inside }), ...(play && { play }) } })
  return new URL(href, location.href).href
}

/** Copies an address, and says so; where copying is blocked, shows it, to be copied by hand. */
export async function copyLink(address: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(address)
    notice.value = 'The link to this step is copied.'
  }
  catch {
    notice.value = address
  }
}
