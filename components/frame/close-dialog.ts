/**
 * Closes a dialog so that the next key is the deck's. The browser itself takes the focus from what a closed dialog hides
 * only when it draws next: a key that comes before would still go to the dialog, and be lost.
 */
export function closeDialog(dialog: HTMLDialogElement | null): void {
  dialog?.close()
  const focused = document.activeElement
  if (focused instanceof HTMLElement && dialog?.contains(focused))
    focused.blur()
}
