import { mergeConditions } from '../api/conditions.ts'
import type { Pod, PodCondition, PodStatus } from '../api/objects.ts'
import { isLost } from '../api/request.ts'
import type { ComponentEnv } from '../component-env.ts'
import type { ActorName } from '../engine/actor.ts'
import { send, type Task } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import type { EventId } from '../history/event.ts'

/** Writes what a kubelet knows of its Pods to the API server, now or as soon as it can be reached. Source: pkg/kubelet/status/status_manager.go. */
export interface StatusManager {
  /** Reports what has changed: reads the Pod, then patches it. What cannot be written is tried again every 10 s. */
  readonly report: (pod: Pod, status: Partial<PodStatus>) => Task
  /** Confirms that a Pod has ended, so that it may go for good. */
  readonly remove: (pod: Pod) => Task
  /** Compares a Pod as the watch has it with what was reported last: what another client has changed is overwritten. */
  readonly compare: (pod: Pod, cause: EventId) => void
  /** A static Pod is shown by the object of that uid from now on; by none if that is undefined. */
  readonly mirror: (pod: Pod, uid: string | undefined) => void
  readonly forget: (uid: string) => void
}

interface Entry {
  readonly pod: Pod
  status: Partial<PodStatus>
  /** Whether it has yet to be written, and whether the Pod may go. */
  open: boolean
  ended: boolean
  busy: number
  revision: number
}

function readyOf(conditions: readonly PodCondition[] = []): string | undefined {
  return conditions.find(({ type }) => type === 'Ready')?.status
}

/** A status manager that knows of no Pod yet. */
export function createStatusManager({ agenda, engine }: ComponentEnv, actor: ActorName): StatusManager {
  const entries = new Map<string, Entry>()
  const gone = new Set<string>()
  /** By which object each static Pod is shown, by that Pod's uid. */
  const mirrors = new Map<string, string | undefined>()
  let waiting = false

  function entryOf(pod: Pod): Entry {
    const { uid } = pod.metadata
    const entry = entries.get(uid) ?? { pod, status: {}, open: false, ended: false, busy: 0, revision: 0 }
    entries.set(uid, entry)
    return entry
  }

  /** Writes a status; what was left open before goes with it. */
  function* write(entry: Entry, status: Partial<PodStatus>): Task {
    const { name, namespace = 'default', uid } = entry.pod.metadata
    const target = { resource: 'pods', name, namespace } as const
    const shownBy = mirrors.has(uid) ? mirrors.get(uid) : uid
    if (shownBy === undefined) {
      entry.open = true
      return
    }
    entry.busy++
    const current = yield* send({ ...target, verb: 'get' })
    let answer = current
    if (current.object?.metadata.uid === shownBy)
      answer = yield* send({ ...target, verb: 'patch', subresource: 'status', body: { kind: 'StatusPatch', status } })
    entry.busy--
    entry.open = isLost(answer)
    entry.revision = Math.max(entry.revision, Number(answer.object?.metadata.resourceVersion ?? 0))
    if (entry.open)
      tryLater()
  }

  function* confirm(entry: Entry): Task {
    const { name, namespace = 'default', uid } = entry.pod.metadata
    entry.busy++
    const answer = yield* send({ verb: 'delete', resource: 'pods', name, namespace, body: { kind: 'DeleteOptions', gracePeriodSeconds: 0 } })
    entry.busy--
    if (isLost(answer))
      tryLater()
    else
      entries.delete(uid)
  }

  function tryLater(ms: number = timing.statusRetry): void {
    if (waiting)
      return
    waiting = true
    agenda.after(ms, () => {
      waiting = false
      for (const entry of entries.values()) {
        if (entry.busy === 0 && (entry.open || entry.ended))
          engine.start(actor, [], () => finish(entry))
      }
    }, true)
  }

  function* finish(entry: Entry): Task {
    if (entry.open)
      yield* write(entry, entry.status)
    if (entry.ended && !entry.open)
      yield* confirm(entry)
  }

  return {
    *report(pod, status) {
      const entry = entryOf(pod)
      const all = { ...entry.status, ...status, conditions: mergeConditions(entry.status.conditions, status.conditions) }
      entry.status = all
      yield* write(entry, entry.open ? all : status)
    },
    *remove(pod) {
      // Somebody else has removed it already, as a forced deletion does.
      if (gone.delete(pod.metadata.uid))
        return
      const entry = entryOf(pod)
      entry.ended = true
      if (mirrors.has(pod.metadata.uid) && mirrors.get(pod.metadata.uid) === undefined) {
        entries.delete(pod.metadata.uid)
        return
      }
      if (!entry.open)
        yield* confirm(entry)
    },
    compare: (pod, cause) => {
      const entry = entries.get(pod.metadata.uid)
      if (!entry || entry.busy > 0 || entry.open || entry.ended || Number(pod.metadata.resourceVersion) <= entry.revision)
        return
      if (readyOf(entry.status.conditions) !== undefined && readyOf(pod.status.conditions) !== readyOf(entry.status.conditions)) {
        const time = timestamp(agenda.now())
        entry.status = { ...entry.status, conditions: (entry.status.conditions ?? []).map(condition => condition.type === 'Ready' ? { ...condition, lastTransitionTime: time } : condition) }
        engine.start(actor, [cause], () => write(entry, entry.status))
      }
    },
    mirror: (pod, uid) => {
      const entry = entryOf(pod)
      const isNew = mirrors.get(pod.metadata.uid) !== uid
      mirrors.set(pod.metadata.uid, uid)
      // A new mirror says nothing yet: what was reported before is written at the manager's next look at all Pods.
      if (isNew && uid !== undefined && entry.busy === 0 && Object.keys(entry.status).length > 0) {
        entry.open = true
        tryLater(timing.statusRetry - agenda.now() % timing.statusRetry)
      }
    },
    forget: (uid) => {
      if (entries.delete(uid))
        gone.add(uid)
    },
  }
}
