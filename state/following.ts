import { shallowRef } from 'vue'

/** Whether this window follows a talk: undefined where it does not belong to a room, false where its reader has wandered off. */
export const following = shallowRef<boolean>()

/** Goes back to where the talk is, for who has wandered off. */
export const goBackToTalk = { run: (): void => {} }

/** Whether the code that leads a room to the talk is shown. */
export const followCode = shallowRef(false)
