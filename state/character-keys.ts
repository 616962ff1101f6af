import { shallowRef } from 'vue'
import { isFlag, storedValue } from '../components/frame/local-storage.ts'

const stored = storedValue('character-keys-off', isFlag)

/** Whether letters, digits and signs do nothing, for whoever speaks to the machine. Source: WCAG 2.2, success criterion 2.1.4. */
export const characterKeysOff = shallowRef(false)

/** Has the choice of last time obeyed. To be called in a browser alone. */
export function restoreCharacterKeys(): void {
  characterKeysOff.value = stored.read() ?? false
}

/** Turns them off or on, also for the next visit. */
export function setCharacterKeysOff(off: boolean): void {
  characterKeysOff.value = off
  stored.write(off)
}
