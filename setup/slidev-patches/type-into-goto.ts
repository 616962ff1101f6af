import { showGotoDialog } from '@slidev/client/state/index.ts'

const FIELD = '#slidev-goto-input'
const MOST_FRAMES = 120

let pending = ''
/** Keys after the text, in the order in which they were pressed. */
const held: KeyboardEvent[] = []

const frame = (): Promise<unknown> => new Promise(requestAnimationFrame)

/** Keeps a key until the field has its text: else Enter finds the field empty, or is a step. */
function hold(event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey)
    return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (pending && held.length === 0 && event.key.length === 1)
    pending += event.key
  else
    held.push(event)
}

const holdKeys = (): void => addEventListener('keydown', hold, { capture: true })
const letKeysGo = (): void => removeEventListener('keydown', hold, { capture: true })

function focusedField(): HTMLInputElement | undefined {
  const field = document.querySelector<HTMLInputElement>(FIELD)
  return field && document.activeElement === field ? field : undefined
}

function setText(field: HTMLInputElement, text: string): void {
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

async function openedField(): Promise<HTMLInputElement | undefined> {
  for (let waited = 0; waited < MOST_FRAMES; waited++) {
    showGotoDialog.value = true
    const field = focusedField()
    if (field)
      return field
    await frame()
  }
  return undefined
}

function press({ key, code, shiftKey }: KeyboardEvent): void {
  const field = focusedField()
  if (field && key.length === 1)
    setText(field, field.value + key)
  else
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }))
}

/**
 * Opens Slidev's dialog that goes to a slide, and puts a text into its field as if it were typed there, once the field
 * has the focus. Texts and keys that come before that are put there together, in their order.
 *
 * Leans on: the id of the field in `internals/Goto.vue`, which takes the focus a moment after the dialog is shown. What
 * has just lost the focus, as a dialog that was closed, closes it once more: so it is held open until then.
 */
export async function typeIntoGoto(text: string): Promise<void> {
  const isFirst = pending === ''
  pending += text
  if (!isFirst)
    return
  holdKeys()
  const field = await openedField()
  if (field)
    setText(field, pending + field.value)
  pending = ''
  // A digit among the held keys opens the dialog once more, and the keys after it are then pressed there.
  while (!pending) {
    letKeysGo()
    const event = held.shift()
    if (!event)
      return
    press(event)
    holdKeys()
    // What it did has its time, as between two keys that somebody presses.
    await frame()
  }
}
