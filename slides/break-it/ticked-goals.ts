import { shallowRef } from 'vue'

/** Names of the tasks of the playground that are ticked, once what keeps them has come. */
export const tickedGoals = shallowRef<readonly string[]>([])

/** What was ticked last, in a sentence; empty at first. */
export const goalAnnouncement = shallowRef('')
