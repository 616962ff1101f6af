import { type MaybeRefOrGetter, toValue, watchEffect } from 'vue'

interface Head {
  readonly title?: MaybeRefOrGetter<string | undefined>
}

/** In place of unhead, of which the running deck needs the title alone: its pages bring their heads along. */
export function useHead({ title }: Head): void {
  watchEffect(() => {
    document.title = toValue(title) ?? document.title
  })
}

export const createHead = () => ({ install: () => {} })
