/** What is listened for once the first slide is there. */
export { useDeferredKeys } from './deferred-shortcuts.ts'
export { useGestures } from '../composables/useGestures.ts'
export { useQuickOverview } from './slidev-patches/quick-overview.ts'
