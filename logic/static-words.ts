/** The element in which a static page shows, before the deck does, what is said at its slide's first state. */
export const STATIC_WORDS = 'static-words'

/** Whether they are wanted, as this device keeps it. */
export const WORDS_SHOWN = 'narration'

/** Takes those words away: the deck shows them itself, or has gone on to others. */
export function dropStaticWords(): void {
  document.getElementById(STATIC_WORDS)?.remove()
}
