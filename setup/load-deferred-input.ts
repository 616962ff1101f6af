import { importAgain } from '../components/frame/import-again.ts'

/** Loads what no first slide waits for. */
export const loadDeferredInput = importAgain(() => import('./deferred-input.ts'))
