/** The element in which a static page shows, before the deck does, what is said at its slide's first state. */
export const STILL_WORDS = 'still-words'

/** Whether they are wanted, as this device keeps it. */
export const WORDS_SHOWN = 'narration'

/** Takes those words away: the deck shows them itself, or has gone on to others. */
export function dropStillWords(): void {
  document.getElementById(STILL_WORDS)?.remove()
}
