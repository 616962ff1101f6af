import { shallowRef } from 'vue'

/** Whether this window follows a talk: undefined where it is no window of the audience, false where its reader has gone to another step. */
export const following = shallowRef<boolean>()

/** Goes back to where the talk is, for who has wandered off. */
export const goBackToTalk = { run: (): void => {} }

/** Whether the QR code for following the talk is shown. */
export const followCode = shallowRef(false)
