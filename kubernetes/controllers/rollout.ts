import type { Deployment, Labels, ReplicaSet } from '../api/objects.ts'

/** The annotation that numbers the templates of a Deployment. Source: pkg/controller/deployment/util/deployment_util.go. */
export const revision = 'deployment.kubernetes.io/revision'
const history = 'deployment.kubernetes.io/revision-history'
const desired = 'deployment.kubernetes.io/desired-replicas'
const most = 'deployment.kubernetes.io/max-replicas'

/** Annotations of a Deployment that its ReplicaSets do not take over. */
export const ownAnnotations: readonly string[] = [revision, history, desired, most, 'kubectl.kubernetes.io/last-applied-configuration', 'deprecated.deployment.rollback.to']

/** The revision that an object is at; 0 if it is at none. */
export function numberOf({ metadata }: Deployment | ReplicaSet): number {
  return Number(metadata.annotations?.[revision] ?? 0)
}

/** The revision that comes after all these. */
export function revisionAfter(replicaSets: readonly ReplicaSet[]): number {
  return Math.max(0, ...replicaSets.map(numberOf)) + 1
}

/** Annotations at a revision that is not lower: what it was before is remembered. Source: deployment_util.go (SetNewReplicaSetAnnotations). */
export function withRevision(annotations: Labels, number: number): Labels {
  const before = annotations[revision]
  if (Number(before ?? 0) >= number)
    return annotations
  const past = [annotations[history], before].filter(each => each !== undefined && each !== '')
  return { ...annotations, [revision]: String(number), ...(past.length > 0 && { [history]: past.join(',') }) }
}

/** The annotations of a ReplicaSet that is given a size: its own, and how large the whole is. */
export function annotationsOfPart(deployment: Deployment, before: Labels): Labels {
  const { replicas } = deployment.spec
  return { ...before, [desired]: String(replicas), [most]: String(replicas + rolloutBounds(deployment).maxSurge) }
}

/** The annotations of the newest ReplicaSet: those of its Deployment too. Source: deployment_util.go (copyDeploymentAnnotationsToReplicaSet). */
export function annotationsFor(deployment: Deployment, before: Labels): Labels {
  const taken = Object.entries(deployment.metadata.annotations ?? {}).filter(([name]) => !ownAnnotations.includes(name))
  return { ...before, ...Object.fromEntries(taken) }
}

/** ReplicaSets, those made first first. */
export function oldestFirst(replicaSets: readonly ReplicaSet[]): readonly ReplicaSet[] {
  return replicaSets.toSorted((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp) || a.metadata.name.localeCompare(b.metadata.name))
}

function resolve(value: string | number, total: number, round: (number: number) => number): number {
  return typeof value === 'number' ? value : value.endsWith('%') ? round(total * Number.parseInt(value, 10) / 100) : Number(value)
}

/** How many Pods there may be too many and too few of during a rollout. Source: deployment_util.go (ResolveFenceposts). */
export function rolloutBounds({ spec: { replicas, strategy } }: Deployment): { readonly maxSurge: number, readonly maxUnavailable: number } {
  if (strategy?.type === 'Recreate')
    return { maxSurge: 0, maxUnavailable: 0 }
  const maxSurge = resolve(strategy?.rollingUpdate?.maxSurge ?? '25%', replicas, Math.ceil)
  const maxUnavailable = resolve(strategy?.rollingUpdate?.maxUnavailable ?? '25%', replicas, Math.floor)
  return { maxSurge, maxUnavailable: maxSurge === 0 && maxUnavailable === 0 ? 1 : Math.min(maxUnavailable, replicas) }
}

function sizeOf(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, { spec }) => sum + spec.replicas, 0)
}

function availableOf(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, { status }) => sum + (status.availableReplicas ?? 0), 0)
}

/** Whether another number of Pods is wanted than the ReplicaSets were last told. Source: pkg/controller/deployment/sync.go (isScalingEvent). */
export function isScaling({ spec }: Deployment, owned: readonly ReplicaSet[]): boolean {
  return owned.some(({ metadata, spec: { replicas } }) => replicas > 0 && metadata.annotations?.[desired] !== undefined && Number(metadata.annotations[desired]) !== spec.replicas)
}

/** How large the ReplicaSet of the newest template should be, beside the old ones. Source: deployment_util.go (NewRSNewReplicas). */
export function sizeOfNew(deployment: Deployment, size: number, old: readonly ReplicaSet[]): number {
  const { replicas, strategy } = deployment.spec
  if (strategy?.type === 'Recreate')
    return replicas
  if (size >= replicas)
    return replicas
  const surge = replicas + rolloutBounds(deployment).maxSurge - size - sizeOf(old)
  return size + Math.max(Math.min(surge, replicas - size), 0)
}

/** The old ReplicaSets that can become smaller now, and how small. Source: pkg/controller/deployment/rolling.go (reconcileOldReplicaSets). */
export function sizesOfOld(deployment: Deployment, newest: ReplicaSet, old: readonly ReplicaSet[]): ReadonlyMap<ReplicaSet, number> {
  const sizes = new Map<ReplicaSet, number>()
  const active = oldestFirst(old.filter(({ spec }) => spec.replicas > 0))
  const least = deployment.spec.replicas - rolloutBounds(deployment).maxUnavailable
  const missing = newest.spec.replicas - (newest.status.availableReplicas ?? 0)
  let left = sizeOf([newest, ...active]) - least - missing
  // Pods that are not available go first.
  for (const each of active) {
    const useless = Math.min(each.spec.replicas - (each.status.availableReplicas ?? 0), left)
    if (useless > 0) {
      sizes.set(each, each.spec.replicas - useless)
      left -= useless
    }
  }
  let spare = availableOf([newest, ...active]) - least
  for (const each of active) {
    const size = sizes.get(each) ?? each.spec.replicas
    const down = Math.min(size, spare, left)
    if (down > 0) {
      sizes.set(each, size - down)
      spare -= down
    }
  }
  return sizes
}

/** The sizes of a Deployment's ReplicaSets after it was scaled: all to the one there is, or to each its share. Source: pkg/controller/deployment/sync.go (scale). */
export function sizesFor(deployment: Deployment, newest: ReplicaSet | undefined, old: readonly ReplicaSet[]): ReadonlyMap<ReplicaSet, number> {
  const { replicas, strategy } = deployment.spec
  const all = [...newest ? [newest] : [], ...old]
  const active = all.filter(({ spec }) => spec.replicas > 0)
  const latest = oldestFirst(all).at(-1)
  const [only] = active.length === 1 ? active : active.length === 0 && (newest ?? latest) ? [newest ?? latest] : []
  const wanted = new Map<ReplicaSet, number>()
  if (only) {
    wanted.set(only, replicas)
  }
  else if (newest && newest.spec.replicas === replicas && newest.status.availableReplicas === replicas) {
    for (const each of active.filter(each => each !== newest))
      wanted.set(each, 0)
  }
  else if (strategy?.type !== 'Recreate') {
    share(deployment, active, wanted)
  }
  // Where each has its share, one that keeps its size is told how large the whole is, too.
  const isShared = !only && strategy?.type !== 'Recreate'
  return new Map([...wanted].filter(([each, size]) => each.spec.replicas !== size || (isShared && each.metadata.annotations?.[desired] !== String(replicas))))
}

/** Source: deployment_util.go (GetReplicaSetProportion). */
function share(deployment: Deployment, active: readonly ReplicaSet[], wanted: Map<ReplicaSet, number>): void {
  const total = sizeOf(active)
  const add = deployment.spec.replicas + rolloutBounds(deployment).maxSurge - total
  // Of two that are equally large the newer becomes larger first, and the older smaller.
  const byTime = oldestFirst(active)
  const largest = (add > 0 ? byTime.toReversed() : byTime).toSorted((a, b) => b.spec.replicas - a.spec.replicas)
  let given = 0
  for (const each of largest) {
    const before = Number(each.metadata.annotations?.[most] ?? total)
    const fraction = Math.round(each.spec.replicas * (total + add) / before) - each.spec.replicas
    const part = add > 0 ? Math.max(Math.min(fraction, add - given), 0) : Math.min(Math.max(fraction, add - given), 0)
    wanted.set(each, Math.max(each.spec.replicas + part, 0))
    given += part
  }
  const [first] = largest
  if (first && given !== add)
    wanted.set(first, Math.max((wanted.get(first) ?? 0) + add - given, 0))
}
