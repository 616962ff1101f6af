import { useNav } from '@slidev/client'
import { computed, ref, type ComputedRef } from 'vue'
import { fetchNotes } from '../state/notes.ts'

/** How Slidev marks in a note where a click comes. */
const CLICK = /<span class="slidev-note-click-mark"[^>]*><\/span>/

function textOf(html: string): string {
  return (new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '').trim()
}

/** What a note says at a click, as text. @param note the note as Slidev has it, as HTML */
export const stepWords = (note: string, click: number): string => textOf(note.split(CLICK)[click] ?? '')

/** What the speaker says at the click that is shown; empty until the notes have come. */
export function useWords(): ComputedRef<string> {
  const { currentSlideRoute, clicks } = useNav()
  const come = ref(false)
  void fetchNotes().then(() => come.value = true)
  return computed(() => {
    const note = come.value ? currentSlideRoute.value.meta.slide.noteHTML ?? '' : ''
    return stepWords(note, clicks.value)
  })
}
