import { showGotoDialog } from '@slidev/client/state/index.ts'
import { holdKeysUntil, typeInto } from '../hold-keys.ts'

const FIELD = '#slidev-goto-input'

/**
 * Opens Slidev's dialog that goes to a slide, and puts a text into its field as if it were typed there, once the field
 * has the focus. Keys that come before that are pressed there after it, in their order.
 *
 * Leans on: the id of the field in `internals/Goto.vue`, which takes the focus a moment after the dialog is shown. What
 * has just lost the focus, as a dialog that was closed, closes it once more: so it is held open until then.
 */
export function typeIntoGoto(text: string): void {
  void holdKeysUntil(() => {
    showGotoDialog.value = true
    const field = document.querySelector<HTMLInputElement>(FIELD)
    if (!field || document.activeElement !== field)
      return false
    if (text)
      typeInto(field, text)
    return true
  })
}
