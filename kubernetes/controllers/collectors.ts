import type { ComponentEnv } from '../component-env.ts'
import { startGarbageCollector } from './garbage-collector.ts'
import { startNamespaceController, startServiceAccountController } from './namespaces.ts'

/** Controllers that work only where owners are deleted, or Namespaces made: apart from the rest, so that other scenarios need not load them. */
export const collectors: readonly ((cluster: ComponentEnv) => void)[] = [startGarbageCollector, startNamespaceController, startServiceAccountController]
