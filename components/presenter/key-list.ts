/** One or several keys that do the same, as they are written on a keyboard, and what they do. */
export interface KeyDescription {
  readonly keys: readonly string[]
  readonly does: string
}

/** What every key of the deck does, on the stage and for the speaker, in the order in which they are listed. */
export const keyList: readonly KeyDescription[] = [
  { keys: ['→', 'Space', 'Enter', 'PgDn'], does: 'one step on' },
  { keys: ['←', 'Backspace', 'PgUp'], does: 'one step back' },
  { keys: ['↓', '↑'], does: 'the next slide, the one before' },
  { keys: ['Shift →', 'Shift ←'], does: 'from step to step inside an outcome; elsewhere, slide to slide' },
  { keys: ['Home', 'End'], does: 'the first slide, the last' },
  { keys: ['0–9'], does: 'type a number, then Enter: to that slide' },
  { keys: ['g'], does: 'to a slide, by its number or title' },
  { keys: ['/'], does: 'search the talk' },
  { keys: ['o'], does: 'all slides at a glance' },
  { keys: ['m'], does: 'the map of the talk' },
  { keys: ['r'], does: 'back to where the talk was left for another slide' },
  { keys: ['b', '.'], does: 'a black screen, and back to the same step' },
  { keys: ['c'], does: 'what is said, below the slide' },
  { keys: ['v'], does: 'what a real cluster did at this step' },
  { keys: ['t'], does: 'tasks for the playground' },
  { keys: ['q'], does: 'the code by which the room follows' },
  { keys: ['a'], does: 'what the phones have answered to a question, and hidden again' },
  { keys: ['f', 'F5'], does: 'full screen' },
  { keys: ['d'], does: 'dark or light' },
  { keys: ['h'], does: 'more contrast, for a pale projector' },
  { keys: ['l'], does: 'copy a link to this step' },
  { keys: ['Esc'], does: 'close, leave, show the screen again' },
  { keys: ['?'], does: 'this list' },
]
