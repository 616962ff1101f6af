import { shallowRef } from 'vue'

/** Whether the list of keys is open. */
export const keyHelpOpen = shallowRef(false)
