import type { EventId, ObjectRef } from '../history/event.ts'

/** A container that a runtime holds. */
export interface Boxed {
  readonly image: string
  readonly state: 'created' | 'running' | 'exited'
  /** When it began to run, in milliseconds. */
  readonly startedAt: number
}

/** A sandbox that a runtime holds, with what is in it. */
export interface Box {
  readonly pod: ObjectRef
  readonly uid: string
  readonly ip: string
  readonly containers: readonly Boxed[]
  /** After what its containers were last seen to run; undefined if they have not been since they started. */
  readonly settled?: readonly EventId[]
  /** The end of a container that has not been started again. */
  readonly ended?: EventId
}

/** What a runtime holds. The history folds the same out of its events; this is what the runtime itself goes by. */
export interface Shelf {
  readonly find: (uid: string) => Box | undefined
  /** The sandbox of the Pod that came first of all, while it is there. */
  readonly first: () => Box | undefined
  readonly all: () => readonly Box[]
  readonly add: (pod: ObjectRef, uid: string, ip: string) => void
  readonly remove: (uid: string) => void
  readonly clear: () => void
  /** Does to a container what a call asks for, at a time in milliseconds. */
  readonly change: (call: 'CreateContainer' | 'StartContainer' | 'StopContainer', uid: string, image: string, now: number) => void
  readonly settle: (uid: string, causes: readonly EventId[]) => void
  /** Ends the running containers of a sandbox; gives the last event that told of it. */
  readonly end: <T>(uid: string, about: (image: string) => T, tell: (causes: readonly EventId[], what: T) => EventId) => EventId | undefined
}

/** An empty shelf. */
export function createShelf(): Shelf {
  const boxes = new Map<string, Box>()
  let oldest: string | undefined

  function put(uid: string, change: (box: Box) => Box): void {
    const box = boxes.get(uid)
    if (box)
      boxes.set(uid, change(box))
  }

  return {
    find: uid => boxes.get(uid),
    first: () => boxes.get(oldest ?? ''),
    all: () => [...boxes.values()],
    add: (pod, uid, ip) => {
      oldest ??= uid
      boxes.set(uid, { pod, uid, ip, containers: [] })
    },
    remove: uid => boxes.delete(uid),
    clear: () => boxes.clear(),
    change: (call, uid, image, now) => put(uid, (box) => {
      const others = box.containers.filter(container => container.image !== image)
      if (call === 'StopContainer')
        return { ...box, containers: others }
      if (call === 'CreateContainer')
        return { ...box, containers: [...others, { image, state: 'created', startedAt: now }] }
      const { settled: _, ended: __, ...rest } = box
      return { ...rest, containers: [...others, { image, state: 'running', startedAt: now }] }
    }),
    settle: (uid, causes) => put(uid, box => ({ ...box, settled: causes })),
    end: (uid, about, tell) => {
      const box = boxes.get(uid)
      let causes = box?.settled ?? []
      for (const { image, state } of box?.containers ?? []) {
        if (state === 'running')
          causes = [tell(causes, about(image))]
      }
      const [ended] = causes
      if (!box || ended === undefined)
        return undefined
      const { settled: _, ...rest } = box
      boxes.set(uid, { ...rest, ended, containers: box.containers.map(container => ({ ...container, state: 'exited' })) })
      return ended
    },
  }
}
