import type { EventId, ObjectRef } from '../history/event.ts'

/** A container that a runtime holds. */
export interface ContainerRecord {
  readonly name: string
  readonly image: string
  readonly state: 'created' | 'running' | 'exited'
  /** When it began to run, in milliseconds. */
  readonly startedAt: number
  readonly exit?: { readonly code: number, readonly at: number }
}

/** A sandbox that a runtime holds, with what is in it. */
export interface Sandbox {
  readonly pod: ObjectRef
  readonly uid: string
  readonly ip: string
  readonly containers: readonly ContainerRecord[]
  /** After what its containers were last seen to run; undefined if they have not been since they started. */
  readonly settled?: readonly EventId[]
  /** The end of a container that has not been started again. */
  readonly ended?: EventId
}

/** What a runtime holds. The history folds the same out of its events; this is what the runtime itself goes by. */
export interface SandboxStore {
  readonly find: (uid: string) => Sandbox | undefined
  /** The sandbox of the Pod that came first of all, while it is there. */
  readonly first: () => Sandbox | undefined
  readonly all: () => readonly Sandbox[]
  readonly add: (pod: ObjectRef, uid: string, ip: string) => void
  readonly remove: (uid: string) => void
  readonly clear: () => void
  /** Does to a container what a call asks for, at a time in milliseconds. */
  readonly change: (call: 'CreateContainer' | 'StartContainer' | 'StopContainer', uid: string, container: Pick<ContainerRecord, 'name' | 'image'>, now: number) => void
  readonly settle: (uid: string, causes: readonly EventId[]) => void
  /** Ends those running containers of a sandbox that are meant; `record` says so of each, after what came before. Gives the last event that told of it. */
  readonly end: (uid: string, meant: (container: ContainerRecord) => boolean, exit: Required<ContainerRecord>['exit'], record: (causes: readonly EventId[], container: ContainerRecord) => EventId) => EventId | undefined
}

/** A store without sandboxes. */
export function createSandboxStore(): SandboxStore {
  const sandboxes = new Map<string, Sandbox>()
  let oldest: string | undefined

  function put(uid: string, change: (sandbox: Sandbox) => Sandbox): void {
    const sandbox = sandboxes.get(uid)
    if (sandbox)
      sandboxes.set(uid, change(sandbox))
  }

  return {
    find: uid => sandboxes.get(uid),
    first: () => sandboxes.get(oldest ?? ''),
    all: () => [...sandboxes.values()],
    add: (pod, uid, ip) => {
      oldest ??= uid
      sandboxes.set(uid, { pod, uid, ip, containers: [] })
    },
    remove: uid => sandboxes.delete(uid),
    clear: () => sandboxes.clear(),
    change: (call, uid, { name, image }, now) => put(uid, (sandbox) => {
      const others = sandbox.containers.filter(container => container.name !== name)
      if (call === 'StopContainer')
        return { ...sandbox, containers: others }
      if (call === 'CreateContainer')
        return { ...sandbox, containers: [...others, { name, image, state: 'created', startedAt: now }] }
      const { settled: _, ended: __, ...rest } = sandbox
      return { ...rest, containers: [...others, { name, image, state: 'running', startedAt: now }] }
    }),
    settle: (uid, causes) => put(uid, sandbox => ({ ...sandbox, settled: causes })),
    end: (uid, meant, exit, record) => {
      const sandbox = sandboxes.get(uid)
      const ending = sandbox?.containers.filter(container => container.state === 'running' && meant(container)) ?? []
      if (!sandbox || ending.length === 0)
        return undefined
      const ended = ending.reduce<readonly EventId[]>((causes, container) => [record(causes, container)], sandbox.settled ?? [])[0]
      const { settled: _, ...rest } = sandbox
      sandboxes.set(uid, { ...rest, ...(ended !== undefined && { ended }), containers: sandbox.containers.map(container => ending.includes(container) ? { ...container, state: 'exited', exit } : container) })
      return ended
    },
  }
}
