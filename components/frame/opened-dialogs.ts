import { shallowRef } from 'vue'

/** Whether what a real cluster did at the step that is shown is open. */
export const recordedOpen = shallowRef(false)

/** Whether the tasks of the playground are open. */
export const goalsOpen = shallowRef(false)
