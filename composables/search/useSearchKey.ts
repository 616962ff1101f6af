import { onMounted, onUnmounted } from 'vue'
import { searchOpen } from './open.ts'

/** Where text is typed a slash is a slash. Radio buttons and the like are inputs, too, and take none. */
const typing = 'textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button], [type=range])'

/** Opens the search at a slash. A listener of its own: Slidev's shortcuts are off while a button or a link has the focus. */
export function useSearchKey(isHere: () => boolean): void {
  const open = (event: KeyboardEvent): void => {
    const plain = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented
    if (!plain || !isHere() || (event.target instanceof Element && event.target.closest(typing)))
      return
    event.preventDefault()
    searchOpen.value = true
  }
  onMounted(() => addEventListener('keydown', open))
  onUnmounted(() => removeEventListener('keydown', open))
}
