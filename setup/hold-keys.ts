const MOST_FRAMES = 120

/** Keys that wait, in the order in which they were pressed. */
const held: KeyboardEvent[] = []
let latest = 0

const frame = (): Promise<unknown> => new Promise(requestAnimationFrame)

function hold(event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey)
    return
  event.preventDefault()
  event.stopImmediatePropagation()
  held.push(event)
}

const holdKeys = (): void => addEventListener('keydown', hold, { capture: true })
const letKeysGo = (): void => removeEventListener('keydown', hold, { capture: true })

/** Puts a text at the end of a field, as if it were typed there. */
export function typeInto(field: HTMLInputElement, text: string): void {
  field.value += text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Presses a key where the focus is. No browser types or sends anything for a key that a program presses. */
function press({ key, code, shiftKey }: KeyboardEvent): void {
  const focused = document.activeElement
  const field = focused instanceof HTMLInputElement && focused.type === 'text' ? focused : undefined
  if (field && key.length === 1)
    typeInto(field, key)
  else if (field?.form && key === 'Enter')
    field.form.requestSubmit()
  else
    focused?.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }))
}

/**
 * Keeps keys until what a key opened is there, which may have to be loaded, and presses them then in their order: else
 * what is typed for it were for the talk. Where it does not come in two seconds, they are for the talk.
 *
 * @param take says whether it is there, and does what has to come before the keys
 */
export async function holdKeysUntil(take: () => boolean): Promise<void> {
  const turn = ++latest
  holdKeys()
  for (let waited = 0; waited < MOST_FRAMES && turn === latest && !take(); waited++)
    await frame()
  // One of these may open something itself, and the keys after it wait for that.
  while (turn === latest) {
    letKeysGo()
    const event = held.shift()
    if (!event)
      return
    press(event)
    if (turn === latest)
      holdKeys()
    // What it did has its time, as between two keys that somebody presses.
    await frame()
  }
}
