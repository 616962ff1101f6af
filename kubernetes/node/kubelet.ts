import type { Node, Pod } from '../api/objects.ts'
import { changesOf, reflect } from '../controllers/reflector.ts'
import { kubeletOf } from '../engine/actor.ts'
import type { Task, Thread } from '../engine/task.ts'
import type { ComponentEnv } from '../component-env.ts'
import type { EventId, WatchType } from '../history/event.ts'
import { timing } from '../engine/timing.ts'
import { startHeartbeat } from './heartbeat.ts'
import { createPodWork } from './pod-work.ts'
import { type LogLine, type Runtime, RuntimeUnavailable } from './runtime.ts'
import { createMirrors, isMirror, isStatic, type ManifestFolder } from './static-pods.ts'
import { createStatusManager, type StatusManager } from './status-manager.ts'
import { type ContainerChanges, createPodWorkerState, type Delay, type PodWorkerState, type StartChecks } from './pod-worker.ts'

/** Where a kubelet works. */
export interface KubeletNode {
  readonly name: string
  /** The Node as it was registered first. */
  readonly own: Node | undefined
  readonly hostIP: string
  readonly runtime: Runtime
  readonly folder: ManifestFolder
  /** What it does where somebody changes containers; nothing unless given. */
  readonly changes?: ContainerChanges | undefined
  /** What it looks at before it starts containers; nothing unless given. */
  readonly checks?: StartChecks | undefined
}

/** What a kubelet serves on its own port, 10250, as far as the model asks for it. */
export interface KubeletLogs {
  /** What a container of a Pod has written since it was started last, or before that; undefined if it never was. */
  readonly log: (pod: PodName, container: string, previous: boolean) => readonly LogLine[] | undefined
}

/** A Pod by its name. */
export interface PodName {
  readonly namespace: string
  readonly name: string
}

/** What comes instead of a log while the runtime does not answer. */
const noLog = 'unable to retrieve container logs for containerd://'

/** The same for a Pod's container: an identity of 64 digits, as containerd's are, made from the Pod's. Source: pkg/kubelet/kuberuntime/kuberuntime_container.go (GetContainerLogs). */
function noLogText(uid: string): string {
  return `${noLog}${uid.replaceAll('-', '').repeat(2)}`
}

/** Whether lines are a log, and not the word that there is none: kubectl prints either, and ends well. */
export function isLog(lines: readonly string[]): boolean {
  return !lines.some(line => line.startsWith(noLog))
}

/** Starts the kubelet of a node: the Pods bound to it in, CRI calls and status out. Source: pkg/kubelet/kubelet.go. */
export function startKubelet(cluster: ComponentEnv, { name: node, own, hostIP, runtime, folder, changes, checks }: KubeletNode): KubeletLogs {
  const { agenda, engine } = cluster
  const actor = kubeletOf(node)
  const workers = new Map<string, PodWorkerState>()
  const chance = cluster.random(`looks of ${node}`)
  const statuses = createStatusManager(cluster, actor)
  const mirrors = createMirrors(cluster, actor, {
    node,
    find: (name, namespace) => {
      const worker = [...workers.values()].find(({ pod }) => isStatic(pod) && pod.metadata.name === name && pod.metadata.namespace === namespace)
      return worker && { pod: worker.pod, ending: worker.terminating !== undefined }
    },
    shown: statuses.mirror,
  })
  /** Before it reports on a static Pod it sees that there is something to report on. */
  const reporting: StatusManager = {
    ...statuses,
    *report(pod, status) {
      if (isStatic(pod))
        yield* mirrors.ensure(pod)
      yield* statuses.report(pod, status)
    },
  }
  const podWork = createPodWork({ agenda, hostIP, runtime, statuses: reporting, changes, checks, later, delay: ms => ms * (1 + chance.int(500) / 1000) })
  /** One that starts on a node in use finds out first what runs there. */
  let finding = cluster.initial === undefined

  function later({ ms, background, isKept, runsAlongside }: Delay, worker: PodWorkerState, causes: readonly EventId[], again: (thread: Thread) => Task): void {
    agenda.after(ms, () => {
      // What is over is not gone on with, unless it has to go.
      if (worker.busy && runsAlongside)
        engine.start(actor, causes, again)
      else if (worker.busy && isKept)
        worker.missed = again
      else if (!worker.finished || worker.terminating !== undefined)
        begin(worker, causes, again)
    }, background)
  }

  /** Begins a piece of work for a Pod, unless one is under way. */
  function begin(worker: PodWorkerState, causes: readonly EventId[], task: (thread: Thread) => Task): void {
    if (!worker.busy && workers.has(worker.pod.metadata.uid))
      engine.start(actor, causes, thread => work(worker, thread, task(thread)))
  }

  /** Does one piece of work for a Pod, and then lets the Pod go if it has to. */
  function* work(worker: PodWorkerState, thread: Thread, task: Task): Task {
    worker.busy = true
    try {
      yield* task
      while ((worker.pendingExit ?? worker.changed ?? worker.missed) !== undefined && worker.terminating === undefined) {
        const { pendingExit, changed, missed } = worker
        delete worker.pendingExit
        delete worker.changed
        delete worker.missed
        if (missed !== undefined)
          yield* missed(thread)
        if (pendingExit !== undefined) {
          thread.follow(pendingExit)
          yield* podWork.handleExit(worker, thread)
        }
        if (changed !== undefined && podWork.change) {
          thread.follow(changed)
          yield* podWork.change(worker, thread)
        }
      }
      if (worker.terminating !== undefined && workers.has(worker.pod.metadata.uid)) {
        thread.follow(worker.terminating)
        yield* leave(worker, thread)
      }
    }
    catch (error) {
      if (!(error instanceof RuntimeUnavailable))
        throw error
      podWork.reportUnanswered(worker, error, thread)
      later({ ms: timing.podRetry, background: true }, worker, thread.causes, again => podWork.resume(worker, again))
    }
    worker.busy = false
  }

  function* leave(worker: PodWorkerState, thread: Thread): Task {
    yield* podWork.terminate(worker, thread)
    workers.delete(worker.pod.metadata.uid)
    runtime.forgetLogs(worker.pod.metadata.uid)
  }

  function takeOn(pod: Pod, cause: EventId): void {
    const { uid } = pod.metadata
    const worker = createPodWorkerState(pod)
    if (!finding) {
      for (const work of worker.containers.values())
        delete work.runs
    }
    workers.set(uid, worker)
    if (pod.metadata.deletionTimestamp !== undefined)
      worker.terminating = cause
    if (worker.finished && worker.terminating === undefined)
      return
    const knownToRuntime = finding || runtime.find(uid) !== undefined
    begin(worker, [cause], thread => knownToRuntime ? podWork.resume(worker, thread) : podWork.start(worker, thread))
  }

  function take(type: WatchType, pod: Pod, cause: EventId): void {
    const { uid, deletionTimestamp } = pod.metadata
    if (isMirror(pod)) {
      mirrors.take(type, pod, cause)
      return
    }
    if (type === 'ADDED')
      takeOn(pod, cause)
    if (type === 'DELETED')
      statuses.forget(uid)
    const worker = workers.get(uid)
    if (!worker)
      return
    if (type === 'MODIFIED')
      statuses.compare(pod, cause)
    if (type === 'MODIFIED' && deletionTimestamp === undefined && !worker.finished && changes?.isChanged(worker.pod, pod)) {
      worker.pod = pod
      worker.changed = cause
      begin(worker, [cause], function* () {})
    }
    if (worker.terminating !== undefined || (type !== 'DELETED' && deletionTimestamp === undefined))
      return
    worker.terminating = cause
    const { deletionGracePeriodSeconds } = pod.metadata
    if (type !== 'DELETED' && deletionGracePeriodSeconds !== undefined)
      worker.pod = { ...worker.pod, metadata: { ...worker.pod.metadata, deletionGracePeriodSeconds } }
    begin(worker, [cause], thread => leave(worker, thread))
  }

  /** A manifest file was added or removed: no request to the API server is needed. */
  function takeFile(pod: Pod, present: boolean, fromFile: EventId): void {
    if (present) {
      statuses.mirror(pod, undefined)
      takeOn(pod, fromFile)
      return
    }
    const worker = workers.get(pod.metadata.uid)
    if (!worker)
      return
    worker.terminating = fromFile
    begin(worker, [fromFile], thread => leave(worker, thread))
  }

  for (const pod of folder.pods())
    takeFile(pod, true, 0)
  folder.listen(takeFile)
  reflect(cluster, changesOf(actor, 'Pod', take, { node }), () => {
    finding = false
  })
  runtime.listen((uid, event) => {
    const worker = workers.get(uid)
    if (!worker || worker.terminating !== undefined)
      return
    if (worker.busy)
      worker.pendingExit = event
    else
      begin(worker, [event], thread => podWork.handleExit(worker, thread))
  })
  startHeartbeat(cluster, node, runtime, own && checks?.createNodeEvents(agenda, own))
  return {
    log: ({ namespace, name }, container, previous) => {
      const worker = [...workers.values()].find(({ pod: { metadata } }) => metadata.name === name && (metadata.namespace ?? 'default') === namespace)
      if (!worker)
        return undefined
      const { uid } = worker.pod.metadata
      const lines = runtime.log(uid, container, previous)
      // It asks its runtime about the container first, and writes into the stream what became of that: the request has been answered well.
      return lines && runtime.awayFor() > 0 ? [{ text: noLogText(uid), at: agenda.now() }] : lines
    },
  }
}
