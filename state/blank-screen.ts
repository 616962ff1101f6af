import { shallowRef } from 'vue'

/** Whether the stage is black, so that everybody looks at the speaker. */
export const blank = shallowRef(false)
