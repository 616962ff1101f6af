/** Closes a dialog so that the next key is the deck's: the browser itself takes the focus from what is hidden only when it draws next. */
export function closeDialog(dialog: HTMLDialogElement | null): void {
  dialog?.close()
  const focused = document.activeElement
  if (focused instanceof HTMLElement && dialog?.contains(focused))
    focused.blur()
}
