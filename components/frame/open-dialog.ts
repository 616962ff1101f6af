import { nextTick, type Ref } from 'vue'

/**
 * Opens a dialog, whatever has become of it: one that was closed a moment ago tells so only later, and what opens it again
 * in between would be lost.
 *
 * @param isOpen what shows it; what it says of having been closed before counts no more
 */
export function openDialog(isOpen: Ref<boolean>): void {
  isOpen.value = false
  void nextTick(() => isOpen.value = true)
}
