import { nextTick, type Ref } from 'vue'

/** Opens a dialog though it was closed a moment ago: it tells so only later, and opening it in between would be lost. */
export function openDialog(isOpen: Ref<boolean>): void {
  isOpen.value = false
  void nextTick(() => isOpen.value = true)
}
