import type { EventId, HistoryEvent } from './event.ts'

/** Whether one event had to come before another: by a chain of causes, not merely because a history has to tell one of them first. */
export function mustPrecede(events: readonly HistoryEvent[], first: EventId, second: EventId): boolean {
  if (first >= second)
    return false
  const seen = new Set<EventId>([second])
  const open = [second]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const cause of events[id]?.causes ?? []) {
      if (cause === first)
        return true
      // Causes always have lower ids: whatever lies before `first` cannot lead to it.
      if (cause > first && !seen.has(cause)) {
        seen.add(cause)
        open.push(cause)
      }
    }
  }
  return false
}

/** Whether two events happen with no order between them: either could have come first. */
export function unordered(events: readonly HistoryEvent[], a: EventId, b: EventId): boolean {
  return a !== b && !mustPrecede(events, Math.min(a, b), Math.max(a, b))
}
