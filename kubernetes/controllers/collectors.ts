import type { Cluster } from '../component-env.ts'
import { startGarbageCollector } from './garbage-collector.ts'
import { startNamespaceController, startServiceAccountController } from './namespaces.ts'

/**
 * Controllers that work only where somebody deletes what others belong to, or makes Namespaces: apart from the rest, so
 * that a scenario in which nobody does need not load them.
 */
export const collectors: readonly ((cluster: Cluster) => void)[] = [startGarbageCollector, startNamespaceController, startServiceAccountController]
