/** What is listened for, and kept, once the first slide is there. */
export { useDeferredKeys } from './deferred-shortcuts.ts'
export { registerServiceWorker } from '../logic/register-service-worker.ts'
export { useGestures } from '../composables/useGestures.ts'
export { useQuickOverview } from './slidev-patches/quick-overview.ts'
