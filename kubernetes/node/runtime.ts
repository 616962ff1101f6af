import type { Container, Pod } from '../api/objects.ts'
import type { Agenda } from '../engine/agenda.ts'
import { runtimeOf } from '../engine/actor.ts'
import type { Recorder } from '../engine/recorder.ts'
import { sleep, type Task, type Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import type { CriCall, EventId } from '../history/event.ts'
import { type CallOn, callOn, named } from './cri-call.ts'
import type { Registry } from './images.ts'
import { endingOf, ignoresTerm, isTriedAgain, playOf } from './programs.ts'
import { type ContainerRecord, createSandboxStore, type Sandbox } from './sandbox-store.ts'

type ContainerCall = 'CreateContainer' | 'StartContainer' | 'StopContainer'

const times = { CreateContainer: timing.createContainer, StartContainer: timing.startContainer }

/** A call over CRI is not answered: its caller tries again later. */
export class RuntimeUnavailable extends Error {
  /** What it was asked; undefined if that was only what runs. */
  readonly call: CriCall | undefined

  constructor(call?: CriCall) {
    super('The container runtime does not answer.')
    this.call = call
  }
}

/** What comes of dialling its socket. */
export const noRuntime = 'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: no such file or directory"'

/** The container runtime of one node, as a kubelet knows it. Each call throws {@link RuntimeUnavailable} if it does not answer. */
export interface Runtime {
  /** Makes a sandbox: gives the address that the network plugin set up in it. */
  readonly runSandbox: (pod: Pod, thread: Thread) => Task<string>
  /** Fetches an image from its registry; gives what went wrong, or undefined. */
  readonly pull: (pod: Pod, thread: Thread, image: string) => Task<string | undefined>
  /** Does one thing for a container of a Pod that has its sandbox; one that is asked to end is killed after so many milliseconds. */
  readonly call: (call: ContainerCall, pod: Pod, thread: Thread, container: Container, grace?: number) => Task
  readonly stopSandbox: (pod: Pod, thread: Thread) => Task
  readonly registry: Registry
  /** What a container of a Pod has written since it was started last, or before that; undefined if it never was. */
  readonly log: (uid: string, container: string, previous: boolean) => readonly LogLine[] | undefined
  readonly forgetLogs: (uid: string) => void
  /** A Pod's sandbox, if there is one. Only to be trusted while the runtime answers. */
  readonly find: (uid: string) => Sandbox | undefined
  readonly holds: (image: string) => boolean
  /** For how long it has not answered, in milliseconds; 0 if it does. */
  readonly awayFor: () => number
  /** Whether its network plugin gives new Pods an address. Those that have theirs do not need it. */
  readonly isConnected: () => boolean
  /** Called for each process that ends by itself, once the runtime has noticed. */
  readonly listen: (listener: (uid: string, event: EventId) => void) => void
  /** Says that a Pod's containers were seen to run, and after what. */
  readonly settled: (uid: string, causes: readonly EventId[]) => void
}

/** A line that a container has written, and when, in milliseconds. */
export interface LogLine {
  readonly text: string
  readonly at: number
}

/** A runtime with its switches. */
export interface NodeRuntime extends Runtime {
  /** The process ends; the containers do not need it. Source: containerd and CRI-O keep a shim or conmon beside each. */
  readonly stop: () => void
  readonly start: () => void
  /** Its network plugin is ready from now on, or no longer. */
  readonly connect: (ready: boolean) => void
  /** The machine goes off, and every process on it ends. Images stay. */
  readonly powerOff: () => void
}

const failure = 1

/** A runtime's place: its node, the node's number, and when processes of the node's first Pod end, in seconds. */
export interface RuntimeEnv {
  readonly node: string
  readonly index: number
  readonly crashes: readonly number[]
  readonly registry: Registry
}

/** The runtime of a node: its Pods get addresses from a range of their own. */
export function createRuntime({ node, index, crashes, registry }: RuntimeEnv, agenda: Agenda, recorder: Recorder): NodeRuntime {
  const actor = runtimeOf(node)
  const sandboxes = createSandboxStore()
  const known = new Set<string>()
  /** What containers have written, the last start first, by Pod and container. */
  const logs = new Map<string, Map<string, readonly (readonly LogLine[])[]>>()
  let lastAddress = 1
  let stops = 0
  let awaySince: number | undefined
  let connected = true
  /** Processes that were to end while the first Pod did not run. */
  let overdue = 0
  let onExit: (uid: string, event: EventId) => void = () => {}

  /** Does a piece of work in its own time, whether or not the kubelet that asked still waits for it. */
  function* take(what: CallOn, thread: Thread, time: number, finish: (called: EventId) => EventId): Task {
    const called = thread.record({ kind: 'cri-called', ...what })
    if (awaySince !== undefined)
      throw new RuntimeUnavailable(what.call)
    const begun = stops
    let returned: EventId | undefined
    agenda.after(time, () => {
      if (stops === begun)
        returned = finish(called)
    })
    yield* sleep(time)
    if (returned === undefined)
      throw new RuntimeUnavailable(what.call)
    thread.from(returned)
  }

  function done(what: CallOn, cause: EventId, error?: string): EventId {
    return recorder.record(actor, [cause], { kind: 'cri-returned', ...what, ...(error !== undefined && { error }) })
  }

  function crash(): void {
    const sandbox = sandboxes.first()
    if (!sandbox?.settled) {
      overdue++
      return
    }
    reportExit(sandbox.uid, sandboxes.end(sandbox.uid, () => true, { code: failure, at: agenda.now() }, (causes, { name, image }) =>
      recorder.record(actor, causes, { kind: 'ended', pod: sandbox.pod, uid: sandbox.uid, image, ...(sandbox.containers.length > 1 && { container: name }), exitCode: failure })))
  }

  function reportExit(uid: string, ended: EventId | undefined): void {
    if (ended !== undefined && awaySince === undefined)
      onExit(uid, ended)
  }

  /** Has the process of a container end by itself, if it does: what is started again each time would keep a cluster from resting. */
  function endLater(pod: Pod, container: Container, started: EventId): void {
    const { uid } = pod.metadata
    const ending = endingOf(container)
    if (!ending)
      return
    const startedAt = agenda.now()
    const isIt = (record: ContainerRecord): boolean => record.name === container.name && record.startedAt === startedAt
    agenda.after(Math.max(ending.seconds * 1000, timing.process), () => {
      reportExit(uid, sandboxes.end(uid, isIt, { code: ending.exitCode, at: agenda.now() }, causes =>
        recorder.record(actor, [...causes, started], { kind: 'ended', pod: callOn('StartContainer', pod).pod, uid, ...named(pod, container), exitCode: ending.exitCode })))
    }, isTriedAgain(pod, container, ending.exitCode))
  }

  /** Source: the images' entry points. */
  function write(uid: string, container: Container): void {
    const at = agenda.now()
    const own = container.command ?? container.args ? playOf(container).output : registry.output(container.image)
    const time = timestamp(at).replace('T', ' ').replace('Z', '').replaceAll('-', '/')
    const ofPod = logs.get(uid) ?? new Map<string, readonly (readonly LogLine[])[]>()
    const [last] = ofPod.get(container.name) ?? []
    logs.set(uid, ofPod.set(container.name, [own.map(text => ({ text: text.replace('{time}', time), at })), ...last ? [last] : []]))
  }

  for (const at of crashes)
    agenda.after(at * 1000, crash)

  return {
    *runSandbox(pod, thread) {
      const what = callOn('RunPodSandbox', pod)
      yield* take(what, thread, timing.sandbox, (called) => {
        if (sandboxes.find(what.uid))
          return done(what, called)
        lastAddress++
        const ip = `10.${244 + Math.floor(index / 256)}.${index % 256}.${lastAddress}`
        sandboxes.add(what.pod, what.uid, ip)
        return done(what, recorder.record(actor, [called], { kind: 'networked', pod: what.pod, uid: what.uid, ip }))
      })
      return sandboxes.find(what.uid)?.ip ?? ''
    },
    *pull(pod, thread, image) {
      const what = callOn('PullImage', pod, { image })
      const error = registry.missing(image)
      const time = known.has(image) ? timing.pullKnown : registry.pull(image) ?? timing.pullKnown
      yield* take(what, thread, error === undefined ? time : timing.pullMissing, (called) => {
        if (error === undefined)
          known.add(image)
        return done(what, called, error)
      })
      return error
    },
    call: (call, pod, thread, container, grace = 0) => {
      const what = callOn(call, pod, named(pod, container))
      const time = call !== 'StopContainer' ? times[call] : ignoresTerm(container) ? grace : Math.min(registry.end(container.image), grace)
      return take(what, thread, time, (called) => {
        sandboxes.change(call, what.uid, container, agenda.now())
        const returned = done(what, called)
        if (call === 'StartContainer') {
          write(what.uid, container)
          endLater(pod, container, returned)
        }
        return returned
      })
    },
    stopSandbox: (pod, thread) => {
      const what = callOn('StopPodSandbox', pod)
      return take(what, thread, timing.stopSandbox, (called) => {
        sandboxes.remove(what.uid)
        return done(what, called)
      })
    },
    registry,
    log: (uid, container, previous) => logs.get(uid)?.get(container)?.[previous ? 1 : 0],
    forgetLogs: uid => logs.delete(uid),
    find: sandboxes.find,
    holds: image => known.has(image),
    awayFor: () => awaySince === undefined ? 0 : agenda.now() - awaySince,
    isConnected: () => connected,
    connect: (ready) => {
      connected = ready
    },
    listen: (listener) => {
      onExit = listener
    },
    settled: (uid, causes) => {
      sandboxes.settle(uid, causes)
      if (overdue === 0 || sandboxes.first()?.uid !== uid)
        return
      overdue--
      agenda.after(0, crash)
    },
    stop: () => {
      stops++
      awaySince ??= agenda.now()
    },
    start: () => {
      awaySince = undefined
      for (const { uid, ended } of sandboxes.all()) {
        if (ended !== undefined)
          onExit(uid, ended)
      }
    },
    powerOff: () => {
      stops++
      sandboxes.clear()
    },
  }
}
