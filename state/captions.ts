import { shallowRef } from 'vue'

/** Whether the narration is shown below the slide, for people who cannot hear it. */
export const captions = shallowRef(false)
