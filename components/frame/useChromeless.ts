import { inject, provide } from 'vue'

const KEY = 'deck-bare-picture'

/** Has the slides below draw their pictures alone: whoever shows them says the words elsewhere. */
export function provideBare(): void {
  provide(KEY, true)
}

/** Whether a slide draws its picture alone, without title, caption, source and counter. */
export function useBare(): boolean {
  return inject(KEY, false)
}
