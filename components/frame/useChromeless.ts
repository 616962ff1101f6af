import { inject, provide } from 'vue'

const KEY = 'deck-chromeless-picture'

/** Has the slides below draw their pictures alone, without title, caption and source. */
export function provideChromeless(): void {
  provide(KEY, true)
}

/** Whether a slide draws its picture alone, without title, caption, source and counter. */
export function useChromeless(): boolean {
  return inject(KEY, false)
}
