import { showGotoDialog } from '@slidev/client/state/index.ts'

const FIELD = '#slidev-goto-input'
const PATIENCE_FRAMES = 120

let pending = ''

/**
 * Opens Slidev's dialog that goes to a slide, and puts a text into its field as if it were typed there, once the field
 * has the focus. Texts that come before that are put there together, in their order.
 *
 * Leans on: the id of the field in `internals/Goto.vue`, which takes the focus a moment after the dialog is shown. What
 * has just lost the focus, as a dialog that was closed, closes it once more: so it is held open until then.
 */
export async function typeIntoGoto(text: string): Promise<void> {
  const isFirst = pending === ''
  pending += text
  for (let frame = 0; isFirst && frame < PATIENCE_FRAMES; frame++) {
    showGotoDialog.value = true
    const field = document.querySelector<HTMLInputElement>(FIELD)
    if (field && document.activeElement === field) {
      field.value = pending + field.value
      field.dispatchEvent(new Event('input', { bubbles: true }))
      break
    }
    await new Promise(requestAnimationFrame)
  }
  if (isFirst)
    pending = ''
}
