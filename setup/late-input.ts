/** What is listened for once the first slide is there. */
export { typeIntoGoto } from './slidev-patches/type-into-goto.ts'
export { useWayBack } from '../composables/useWayBack.ts'
export { useGestures } from '../composables/useGestures.ts'
export { useQuickOverview } from './slidev-patches/quick-overview.ts'
