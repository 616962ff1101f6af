import type { Container, Pod } from '../api/objects.ts'
import { runtimeOf } from '../engine/actor.ts'
import type { Recorder } from '../engine/recorder.ts'
import { sleep } from '../engine/task.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timing } from '../engine/timing.ts'
import type { CriCall } from '../history/event.ts'
import { images, missingImages } from './images.ts'

/** A call about one container. */
type ContainerCall = 'CreateContainer' | 'StartContainer' | 'StopContainer'

const times: Readonly<Record<ContainerCall, number>> = {
  CreateContainer: timing.createContainer,
  StartContainer: timing.startContainer,
  StopContainer: timing.stopContainer,
}

/** The container runtime of one node, with the network plugin that it calls. */
export interface Runtime {
  /** Makes a sandbox: gives the address that the network plugin set up in it, or undefined if nobody answers. */
  readonly runSandbox: (pod: Pod, thread: Thread) => Task<string | undefined>
  /** Fetches an image from its registry; gives what went wrong, or undefined. */
  readonly pull: (pod: Pod, thread: Thread, image: string) => Task<string | undefined>
  /** Does one thing for a container of a Pod that has its sandbox. */
  readonly call: (call: ContainerCall, pod: Pod, thread: Thread, container: Container) => Task
  /** The process of a running container ends by itself, and leaves an exit code. */
  readonly end: (pod: Pod, thread: Thread, container: Container, exitCode: number) => void
  /** Takes a Pod's sandbox down. */
  readonly stopSandbox: (pod: Pod, thread: Thread) => Task
}

/** A stopped runtime: calls to it come back empty. */
export const stoppedRuntime: Runtime = {
  runSandbox: function* (pod, thread) {
    thread.record({ kind: 'cri-called', ...work('RunPodSandbox', pod) })
    return undefined
  },
  pull: nothingToDo,
  call: nothingToDo,
  end: nothingToDo,
  stopSandbox: function* (pod, thread) {
    thread.record({ kind: 'cri-called', ...work('StopPodSandbox', pod) })
  },
}

function nothingToDo(): never {
  throw new Error('Without a sandbox there is nothing to do for a container.')
}

function work<C extends CriCall>(call: C, { metadata }: Pod, container?: Partial<Named>) {
  const { name, namespace, uid } = metadata
  return { call, pod: { resource: 'pods', name, ...(namespace && { namespace }) }, uid, ...container } as const
}

interface Named {
  readonly image: string
  readonly container: string
}

/** A container's image, and its name where the image alone would not tell it from its siblings. */
function named({ spec }: Pod, { name, image }: Container): Pick<Named, 'image'> & Partial<Named> {
  return { image, ...((spec.initContainers || spec.containers.length > 1) && { container: name }) }
}

/** The runtime of the node with this number: its Pods get addresses from a range of their own. */
export function createRuntime(node: string, index: number, recorder: Recorder): Runtime {
  const known = new Set<string>()
  let lastAddress = 1

  function pullTime(image: string): number {
    return known.has(image) ? timing.pullKnown : images[image] ?? timing.pullKnown
  }

  function* take(what: ReturnType<typeof work>, thread: Thread, time: number, error?: string): Task {
    const called = thread.record({ kind: 'cri-called', ...what })
    yield* sleep(time)
    thread.from(recorder.record(runtimeOf(node), [called], { kind: 'cri-returned', ...what, ...(error !== undefined && { error }) }))
  }

  return {
    runSandbox: function* (pod, thread) {
      const what = work('RunPodSandbox', pod)
      const called = thread.record({ kind: 'cri-called', ...what })
      yield* sleep(timing.sandbox)
      lastAddress++
      const ip = `10.${244 + Math.floor(index / 256)}.${index % 256}.${lastAddress}`
      const networked = recorder.record(runtimeOf(node), [called], { kind: 'networked', pod: what.pod, uid: what.uid, ip })
      thread.from(recorder.record(runtimeOf(node), [networked], { kind: 'cri-returned', ...what }))
      return ip
    },
    pull: function* (pod, thread, image) {
      const error = missingImages.includes(image) ? `docker.io/library/${image}: not found` : undefined
      yield* take(work('PullImage', pod, { image }), thread, error === undefined ? pullTime(image) : timing.pullMissing, error)
      if (error === undefined)
        known.add(image)
      return error
    },
    call: (call, pod, thread, container) => take(work(call, pod, named(pod, container)), thread, times[call]),
    end: (pod, thread, container, exitCode) => {
      const { name, namespace, uid } = pod.metadata
      const ref = { resource: 'pods', name, ...(namespace && { namespace }) } as const
      thread.from(recorder.record(runtimeOf(node), thread.causes, { kind: 'ended', pod: ref, uid, ...named(pod, container), exitCode }))
    },
    stopSandbox: (pod, thread) => take(work('StopPodSandbox', pod), thread, timing.stopSandbox),
  }
}
