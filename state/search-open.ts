import { shallowRef } from 'vue'

/** Whether the search is open. */
export const searchOpen = shallowRef(false)
