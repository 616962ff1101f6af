import { shallowRef } from 'vue'

/** What the reader should know about the address that was followed; empty when there is nothing to say. */
export const notice = shallowRef('')
