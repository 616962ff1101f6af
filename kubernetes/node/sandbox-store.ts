import type { EventId, ObjectRef } from '../history/event.ts'

/** A container that a runtime holds. */
export interface Boxed {
  readonly name: string
  readonly image: string
  readonly state: 'created' | 'running' | 'exited'
  /** When it began to run, in milliseconds. */
  readonly startedAt: number
  /** How its process ended, and when. */
  readonly exit?: { readonly code: number, readonly at: number }
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
export interface SandboxStore {
  readonly find: (uid: string) => Box | undefined
  /** The sandbox of the Pod that came first of all, while it is there. */
  readonly first: () => Box | undefined
  readonly all: () => readonly Box[]
  readonly add: (pod: ObjectRef, uid: string, ip: string) => void
  readonly remove: (uid: string) => void
  readonly clear: () => void
  /** Does to a container what a call asks for, at a time in milliseconds. */
  readonly change: (call: 'CreateContainer' | 'StartContainer' | 'StopContainer', uid: string, container: Pick<Boxed, 'name' | 'image'>, now: number) => void
  readonly settle: (uid: string, causes: readonly EventId[]) => void
  /** Ends those running containers of a sandbox that are meant; `tell` says so of each, after what came before. Gives the last event that told of it. */
  readonly end: (uid: string, meant: (container: Boxed) => boolean, exit: Required<Boxed>['exit'], tell: (causes: readonly EventId[], container: Boxed) => EventId) => EventId | undefined
}

/** An empty shelf. */
export function createShelf(): SandboxStore {
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
    change: (call, uid, { name, image }, now) => put(uid, (box) => {
      const others = box.containers.filter(container => container.name !== name)
      if (call === 'StopContainer')
        return { ...box, containers: others }
      if (call === 'CreateContainer')
        return { ...box, containers: [...others, { name, image, state: 'created', startedAt: now }] }
      const { settled: _, ended: __, ...rest } = box
      return { ...rest, containers: [...others, { name, image, state: 'running', startedAt: now }] }
    }),
    settle: (uid, causes) => put(uid, box => ({ ...box, settled: causes })),
    end: (uid, meant, exit, tell) => {
      const box = boxes.get(uid)
      const ending = box?.containers.filter(container => container.state === 'running' && meant(container)) ?? []
      if (!box || ending.length === 0)
        return undefined
      const ended = ending.reduce<readonly EventId[]>((causes, container) => [tell(causes, container)], box.settled ?? [])[0]
      const { settled: _, ...rest } = box
      boxes.set(uid, { ...rest, ...(ended !== undefined && { ended }), containers: box.containers.map(container => ending.includes(container) ? { ...container, state: 'exited', exit } : container) })
      return ended
    },
  }
}
