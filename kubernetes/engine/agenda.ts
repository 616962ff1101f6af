/** What is to happen, by time; what is due at the same time happens in the order it was put in. */
export interface Agenda {
  /** Milliseconds since the start. */
  readonly now: () => number
  /** Does something after a delay. Background work does not keep a run alive. */
  readonly after: (ms: number, work: () => void, background?: boolean) => void
  readonly isBackground: () => boolean
  /** Does the next thing that is due. False if only background work is left. */
  readonly next: () => boolean
  /** Does the next thing that is due by a time, background work too. False if there is none: then it is that time. */
  readonly nextBy: (ms: number) => boolean
}

interface Entry {
  readonly due: number
  readonly order: number
  readonly work: () => void
  readonly background: boolean
}

function sooner(a: Entry, b: Entry): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order)
}

/** An empty agenda, at time 0 unless given: a binary heap, so that a large cluster costs no scans. */
export function createAgenda(start = 0): Agenda {
  const heap: Entry[] = []
  let now = start
  let order = 0
  let foreground = 0
  let isBackground = false

  function at(index: number): Entry {
    const entry = heap[index]
    if (!entry)
      throw new RangeError(`The agenda has no entry ${index}.`)
    return entry
  }

  function push(entry: Entry): void {
    let index = heap.push(entry) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!sooner(entry, at(parent)))
        break
      heap[index] = at(parent)
      index = parent
    }
    heap[index] = entry
  }

  function pop(): Entry {
    const first = at(0)
    const last = heap.pop()
    if (!last || heap.length === 0)
      return first
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length)
        break
      if (child + 1 < heap.length && sooner(at(child + 1), at(child)))
        child++
      if (!sooner(at(child), last))
        break
      heap[index] = at(child)
      index = child
    }
    heap[index] = last
    return first
  }

  function doFirst(): void {
    const entry = pop()
    now = entry.due
    isBackground = entry.background
    entry.work()
    isBackground = false
    if (!entry.background)
      foreground--
  }

  return {
    now: () => now,
    isBackground: () => isBackground,
    after: (ms, work, background = false) => {
      if (!background)
        foreground++
      push({ due: now + ms, order: order++, work, background })
    },
    next: () => {
      if (foreground === 0)
        return false
      doFirst()
      return true
    },
    nextBy: (ms) => {
      const [first] = heap
      if (first && first.due <= ms) {
        doFirst()
        return true
      }
      now = Math.max(now, ms)
      return false
    },
  }
}
