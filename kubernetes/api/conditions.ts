import type { Condition, Node, Pod } from './objects.ts'

/** Whether the Ready condition of a Pod or a Node is True. */
export function isReady({ status }: Pod | Node): boolean {
  return status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false
}

/** When a Pod became ready last, or stopped being it. */
export function readySince({ status }: Pod): string {
  return status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime ?? ''
}

/** Puts conditions into a list, each in the place of the one of its type. The time stays if the status does. */
export function mergeConditions<C extends Condition>(old: readonly C[] = [], changes: readonly C[] = []): readonly C[] {
  const merged = new Map(old.map(condition => [condition.type, condition]))
  for (const change of changes) {
    const before = merged.get(change.type)
    merged.set(change.type, before?.status === change.status ? { ...change, lastTransitionTime: before.lastTransitionTime } : change)
  }
  return [...merged.values()]
}
