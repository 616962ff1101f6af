import { useNav } from '@slidev/client'
import { computed, type ComputedRef, shallowRef } from 'vue'
import { nameOf } from '../components/frame/next-step.ts'
import { fetchNotes } from '../state/notes.ts'

/**
 * What the speaker says at a click; empty until it has come.
 *
 * @param at the permanent name of the slide, and the click on it: undefined while there is none
 */
export function useWordsAt(at: () => { readonly slide: string, readonly clicks: number } | undefined): ComputedRef<string> {
  const narration = shallowRef<Awaited<ReturnType<typeof fetchNotes>>>({})
  void fetchNotes().then(come => narration.value = come)
  return computed(() => {
    const { slide = '', clicks = 0 } = at() ?? {}
    return narration.value[slide]?.[clicks] ?? ''
  })
}

/** What the speaker says at the click that is shown; empty until it has come. */
export function useWords(): ComputedRef<string> {
  const { currentSlideRoute, clicks } = useNav()
  return useWordsAt(() => ({ slide: nameOf(currentSlideRoute.value), clicks: clicks.value }))
}
