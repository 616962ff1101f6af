import type { Draft, Pod } from '../api/objects.ts'
import { isLost } from '../api/request.ts'
import type { ComponentEnv } from '../component-env.ts'
import type { ActorName } from '../engine/actor.ts'
import type { Agenda } from '../engine/agenda.ts'
import { fnv32 } from '../engine/random.ts'
import type { Recorder } from '../engine/recorder.ts'
import { send, sleep, type Task, type Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import type { EventId, WatchType } from '../history/event.ts'
import type { Manifest } from '../scenario.ts'
import { withDefaults } from '../server/defaults.ts'

/** The annotations of a static Pod and of its mirror. Source: pkg/kubelet/types/pod_update.go. */
const annotation = { hash: 'kubernetes.io/config.hash', mirror: 'kubernetes.io/config.mirror', seen: 'kubernetes.io/config.seen', source: 'kubernetes.io/config.source' } as const

/** Whether a Pod came from a file on its node. */
export function isStatic({ metadata: { annotations } }: Pod): boolean {
  return annotations?.[annotation.source] === 'file'
}

/** Whether a Pod of the API only shows one that a kubelet runs from a file. */
export function isMirror({ metadata: { annotations } }: Pick<Draft<Pod>, 'metadata'>): boolean {
  return annotations?.[annotation.mirror] !== undefined
}

/** The folder of a node whose files its kubelet runs. It outlives the kubelet. */
export interface ManifestFolder {
  readonly pods: () => readonly Pod[]
  /** Called at once for each manifest file that is added or removed. */
  readonly listen: (notify: (pod: Pod, present: boolean, cause: EventId) => void) => void
}

/** The folder of a node: files come and go at the times of the scenario. */
export function createManifestFolder(node: string, manifests: readonly Manifest[], agenda: Agenda, recorder: Recorder): ManifestFolder {
  const files = new Map<string, Pod>()
  let notify: (pod: Pod, present: boolean, cause: EventId) => void = () => {}
  function lay(manifest: Manifest): void {
    const pod = podOfManifest(manifest, timestamp(agenda.now()))
    files.set(pod.metadata.uid, pod)
    notify(pod, true, recorder.record('user', [], { kind: 'manifested', pod: refTo(pod), present: true }))
  }
  function take(manifest: Manifest): void {
    const pod = files.get(hashOf(manifest))
    if (pod && files.delete(pod.metadata.uid))
      notify(pod, false, recorder.record('user', [], { kind: 'manifested', pod: refTo(pod), present: false }))
  }
  for (const manifest of manifests.filter(each => each.node === node)) {
    agenda.after(manifest.at * 1000, () => lay(manifest))
    if (manifest.until !== undefined)
      agenda.after(manifest.until * 1000, () => take(manifest))
  }
  return {
    pods: () => [...files.values()],
    listen: (listener) => {
      notify = listener
    },
  }
}

function refTo({ metadata: { name, namespace } }: Pod) {
  return { resource: 'pods', name, ...(namespace !== undefined && { namespace }) } as const
}

/** The identity of a file's Pod: it follows from the file and its node. Source: pkg/kubelet/config/common.go (applyDefaults). */
function hashOf(manifest: Manifest): string {
  const text = JSON.stringify(manifest)
  return [0, 1, 2, 3].map(part => fnv32(`${part}${text}`).toString(16).padStart(8, '0')).join('')
}

/** The Pod of a file: named for its node, bound to it, and not to be evicted by a taint. Source: as above. */
function podOfManifest(manifest: Manifest, seen: string): Pod {
  const { node, name, namespace = 'default', labels, containers } = manifest
  const uid = hashOf(manifest)
  const draft: Draft<Pod> = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-${node}`, namespace, ...(labels && { labels }), annotations: { [annotation.hash]: uid, [annotation.seen]: seen, [annotation.source]: 'file' } },
    spec: { containers: containers.map(container => ({ ...container, resources: {} })), nodeName: node, tolerations: [{ operator: 'Exists', effect: 'NoExecute' }] },
  }
  const whole = withDefaults(draft)
  return { ...draft, ...(whole.kind === 'Pod' && { spec: whole.spec }), metadata: { ...draft.metadata, name: `${name}-${node}`, uid, resourceVersion: '', creationTimestamp: seen }, status: { phase: 'Pending' } }
}

/** Shows static Pods in the API: a mirror for each. Deleting one does nothing to the Pod. Sources: pkg/kubelet/kubelet.go (SyncPod), pkg/kubelet/pod/mirror_client.go. */
export interface Mirrors {
  /** Sees that a static Pod has a mirror, if the API server can be reached. */
  readonly ensure: (pod: Pod) => Task
  /** A mirror was stored, changed or removed. */
  readonly take: (type: WatchType, mirror: Pod, cause: EventId) => void
}

/** What mirrors need of the rest of their kubelet. */
export interface MirrorEnv {
  readonly node: string
  /** The static Pod that this node runs under a name, and whether it is on its way out: its file is gone. */
  readonly find: (name: string, namespace: string | undefined) => { readonly pod: Pod, readonly ending: boolean } | undefined
  /** Told which object shows a static Pod now; undefined for none. */
  readonly shown: (pod: Pod, mirror: string | undefined) => void
}

/** The mirrors of a kubelet's static Pods. */
export function createMirrors({ agenda, engine }: ComponentEnv, actor: ActorName, { node, find, shown }: MirrorEnv): Mirrors {
  /** The static Pod of a name that is to have a mirror. */
  const wanted = (name: string, namespace: string | undefined): Pod | undefined => {
    const { pod, ending = true } = find(name, namespace) ?? {}
    return ending ? undefined : pod
  }

  /** The mirror of each static Pod, by that one's uid. */
  const mirrors = new Map<string, string>()
  /** What is under way, by the uid of a static Pod that is to be shown, or of a mirror that is to go. */
  const busy = new Set<string>()

  function targetOf({ metadata: { name, namespace } }: Pod) {
    return { resource: 'pods', name, ...(namespace !== undefined && { namespace }) } as const
  }

  function* create(pod: Pod): Task {
    const { uid, name, namespace, labels, annotations = {} } = pod.metadata
    const owner = (yield* send({ verb: 'get', resource: 'nodes', name: node })).object
    const ownerReferences = owner ? [{ apiVersion: 'v1', kind: 'Node', name: node, uid: owner.metadata.uid, controller: true }] as const : []
    const body: Draft<Pod> = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, ...(namespace !== undefined && { namespace }), ...(labels && { labels }), annotations: { ...annotations, [annotation.mirror]: annotations[annotation.hash] ?? '' }, ownerReferences },
      spec: pod.spec,
    }
    const answer = yield* send({ verb: 'create', resource: 'pods', ...(namespace !== undefined && { namespace }), body })
    if (answer.object) {
      mirrors.set(uid, answer.object.metadata.uid)
      shown(pod, answer.object.metadata.uid)
    }
    // Whatever it could not show it tries to show at one of its next looks at the Pod.
    if (isLost(answer))
      agenda.after(timing.resync, () => engine.start(actor, [], () => ensure(pod)), true)
  }

  function* ensure(pod: Pod): Task {
    const { uid, name, namespace } = pod.metadata
    if (mirrors.has(uid) || busy.has(uid) || wanted(name, namespace) === undefined)
      return
    busy.add(uid)
    yield* create(pod)
    busy.delete(uid)
  }

  /** A mirror Pod that was deleted by a client, or whose static Pod is gone: the kubelet removes it at its next look, and shows the Pod anew. */
  function* replace(mirror: Pod, thread: Thread): Task {
    const { name, namespace, uid } = mirror.metadata
    if (busy.has(uid))
      return
    busy.add(uid)
    yield* sleep(timing.relist)
    thread.record({ kind: 'observed', pod: refTo(mirror), uid })
    const answer = yield* send({ ...targetOf(mirror), verb: 'delete', body: { kind: 'DeleteOptions', gracePeriodSeconds: 0 } })
    if (isLost(answer)) {
      busy.delete(uid)
      agenda.after(timing.resync, () => engine.start(actor, [], again => replace(mirror, again)), true)
      return
    }
    const pod = wanted(name, namespace)
    if (pod) {
      mirrors.delete(pod.metadata.uid)
      shown(pod, undefined)
      yield* ensure(pod)
    }
  }

  return {
    ensure,
    take: (type, mirror, cause) => {
      const { name, namespace, uid, deletionTimestamp, annotations } = mirror.metadata
      const pod = wanted(name, namespace)
      const isOwn = pod !== undefined && annotations?.[annotation.mirror] === pod.metadata.uid
      if (type === 'DELETED') {
        busy.delete(uid)
        if (pod && mirrors.get(pod.metadata.uid) === uid) {
          mirrors.delete(pod.metadata.uid)
          shown(pod, undefined)
          engine.start(actor, [cause], () => ensure(pod))
        }
        return
      }
      if (isOwn && deletionTimestamp === undefined) {
        mirrors.set(pod.metadata.uid, uid)
        shown(pod, uid)
      }
      else if (pod !== undefined || (deletionTimestamp === undefined && find(name, namespace) === undefined)) {
        engine.start(actor, [cause], thread => replace(mirror, thread))
      }
    },
  }
}
