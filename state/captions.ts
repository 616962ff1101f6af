import { shallowRef } from 'vue'

/** Whether what is said stands below the slide, for who does not hear it. */
export const captions = shallowRef(false)
