import type { Lease } from '../api/objects.ts'
import { same } from '../api/same.ts'
import type { ComponentEnv } from '../component-env.ts'
import type { ActorName } from '../engine/actor.ts'
import { send, type Task } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { createPoster, type Note } from './event-recorder.ts'

/** How long a Lease counts from when a candidate last saw it change, in milliseconds. Source: component-base/config/v1alpha1/defaults.go (LeaseDuration, RenewDeadline, RetryPeriod). */
const leaseDuration = 15_000
const renewDeadline = 10_000
const retryPeriod = 2000

/** For how long a candidate waits for an answer, in milliseconds. Source: client-go/tools/leaderelection/resourcelock/interface.go (NewFromKubeconfig). */
const requestTimeout = renewDeadline / 2

/** Who stands for election, and what for. */
export interface Candidate {
  readonly actor: ActorName
  readonly lease: string
  /** What it writes into the Lease. */
  readonly identity: string
  /** It leads from now on; `known` if it has led since the cluster began. */
  readonly lead: (known: boolean) => void
  readonly lost: () => void
}

function target(name: string) {
  return { resource: 'leases', namespace: 'kube-system', name } as const
}

/** What somebody says who has become leader. Source: client-go/tools/leaderelection/resourcelock/leaselock.go (RecordEvent). */
export function leaderNote(lease: Lease): Note {
  const { metadata: { name }, spec: { holderIdentity } } = lease
  return { about: lease, reason: 'LeaderElection', message: `${holderIdentity} became leader`, component: name === 'kube-scheduler' ? 'default-scheduler' : name }
}

/** Stands for election: one copy works, the others look every two to four seconds whether its Lease has run out. Source: client-go/tools/leaderelection/leaderelection.go. */
export function standForElection({ agenda, engine, random, initial }: ComponentEnv, { actor, lease: name, identity, lead, lost }: Candidate): void {
  const chance = random(`election of ${identity}`)
  const first = initial?.find((object): object is Lease => object.kind === 'Lease' && object.metadata.name === name)
  let seen = first && { lease: first, at: agenda.now() }
  let renewed = agenda.now()
  let isFailing = false
  const post = createPoster({ agenda })

  /** Writes what it would like to be: on top of a Lease, or as a new one. */
  function* write(base: Lease | undefined): Task<boolean> {
    const renewTime = timestamp(agenda.now())
    const isNew = base?.spec.holderIdentity !== identity
    const spec = { holderIdentity: identity, leaseDurationSeconds: leaseDuration / 1000, renewTime, acquireTime: isNew ? renewTime : base.spec.acquireTime ?? renewTime, leaseTransitions: base ? (base.spec.leaseTransitions ?? 0) + (isNew ? 1 : 0) : 0 }
    const { object } = yield* send(base
      ? { ...target(name), verb: 'update', body: { ...base, spec } }
      : { verb: 'create', resource: 'leases', namespace: 'kube-system', body: { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace: 'kube-system' }, spec } }, requestTimeout)
    if (object?.kind !== 'Lease')
      return false
    seen = { lease: object, at: agenda.now() }
    renewed = agenda.now()
    return true
  }

  /** Who leads writes at once; who does not, or cannot, reads first, and makes a Lease where there is none. Source: as below (tryAcquireOrRenew). */
  function* acquire(): Task<boolean> {
    const isLeader = (): boolean => seen?.lease.spec.holderIdentity === identity
    const isValid = (): boolean => seen !== undefined && agenda.now() < seen.at + leaseDuration
    if (seen && isLeader() && isValid() && (yield* write(seen.lease)))
      return true
    const { code, object } = yield* send({ ...target(name), verb: 'get' }, requestTimeout)
    if (code === 404)
      return yield* write(undefined)
    if (object?.kind !== 'Lease')
      return false
    seen = { lease: object, at: same(seen?.lease.spec, object.spec) && seen ? seen.at : agenda.now() }
    return (object.spec.holderIdentity === '' || isLeader() || !isValid()) && (yield* write(object))
  }

  function wait(leads: boolean): void {
    const jitter = leads ? 1 : 1 + 1.2 * chance.int(1000) / 1000
    agenda.after(retryPeriod * jitter, () => attempt(leads), true)
  }

  function attempt(leads: boolean): void {
    const begun = agenda.now()
    engine.start(actor, [], function* (thread) {
      const holds = yield* acquire()
      if (holds)
        isFailing = false
      // From its first try that fails it has so long. Source: as above (renew).
      else if (leads && !isFailing) {
        isFailing = true
        agenda.after(begun + renewDeadline - agenda.now(), () => agenda.now() - renewed >= renewDeadline && lost(), true)
      }
      if (holds && !leads) {
        if (seen)
          thread.fork(post(leaderNote(seen.lease)))
        lead(false)
      }
      wait(leads || holds)
    })
  }

  if (first?.spec.holderIdentity === identity) {
    lead(true)
    wait(true)
  }
  else {
    attempt(false)
  }
}

/** Gives a Lease back, so that the next one need not wait for it. Source: client-go/tools/leaderelection/leaderelection.go (release). */
export function* release(name: string, identity: string, now: number): Task {
  const { object } = yield* send({ ...target(name), verb: 'get' })
  if (object?.kind === 'Lease' && object.spec.holderIdentity === identity)
    yield* send({ ...target(name), verb: 'update', body: { ...object, spec: { holderIdentity: '', leaseDurationSeconds: 1, renewTime: timestamp(now), acquireTime: timestamp(now), leaseTransitions: object.spec.leaseTransitions ?? 0 } } })
}
