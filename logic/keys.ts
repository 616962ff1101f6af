/** Where text is typed a key is a letter of it. Radio buttons and the like are inputs, too, and take none. */
export const TYPING = 'textarea, select, [contenteditable]:not([contenteditable=false]), input:not([type=radio], [type=checkbox], [type=button], [type=submit], [type=reset], [type=range])'

/** Controls that are pressed or sent by Enter, and those that are pressed by Space. */
const ENTERED = 'a[href], button, summary, input, [role=button], [role=switch], [role=tab], [role=menuitem], [role=radio], [role=option]'
const SPACED = 'button, summary, input, [role=button], [role=switch], [role=tab], [role=menuitem], [role=checkbox], [role=radio]'
/** Controls that the arrows change. */
const USES_ARROW_KEYS = 'input[type=radio], input[type=range], [role=radio], [role=slider], [role=tab], [role=option], [role=listbox], [role=menuitem], audio, video'

const ARROWS: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'])
const DOWN_A_TEXT: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'Home', 'End'])

/**
 * What was pressed: the name of the key, or the letter in lower case. A layout that has no such letter (Greek, Russian,
 * Hebrew, Arabic) gives the one that is printed on that place of a Latin keyboard.
 *
 * @returns undefined for what is none of the deck's: with Ctrl, Alt or Meta the key is the browser's, and what an input
 * method composes is text
 */
export function keyOf(event: KeyboardEvent): string | undefined {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.getModifierState('AltGraph'))
    return undefined
  // Many a clicker sends this place for a black screen, whatever a layout has there.
  if (event.code === 'Period' && !event.shiftKey && !/^\w$/.test(event.key))
    return '.'
  if (/^(?:[ -~]|[A-Z][A-Za-z0-9]+)$/.test(event.key))
    return event.key.length === 1 ? event.key.toLowerCase() : event.key
  return /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase()
}

/** Whether a key belongs to what has the focus: to a text, to a dialog, or to a control that this key presses or turns. F5 would load the page anew there. */
export function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element) || target === document.body || key === 'F5')
    return false
  return target.closest(`${TYPING}, dialog, [role=dialog]`) !== null
    || (key === 'Enter' && target.closest(ENTERED) !== null)
    || (key === ' ' && target.closest(SPACED) !== null)
    || (ARROWS.has(key) && target.closest(USES_ARROW_KEYS) !== null)
    || (DOWN_A_TEXT.has(key) && target.scrollHeight > target.clientHeight && getComputedStyle(target).overflowY !== 'hidden' && target.matches('[tabindex]'))
}

/** Until when a held key waits for its next step, in milliseconds: long at first, as no thumb lets go at once, and then less. */
const waitAfter = (repeats: number): number => Math.max(1000 - repeats * 250, 150)

/** Tells which events of a key that is held are to be obeyed. */
export function createHold(): (event: Pick<KeyboardEvent, 'repeat' | 'timeStamp'>) => boolean {
  let repeats = 0
  let due = 0
  return ({ repeat, timeStamp }) => {
    if (repeat && timeStamp < due)
      return false
    repeats = repeat ? repeats + 1 : 0
    due = timeStamp + waitAfter(repeats)
    return true
  }
}
