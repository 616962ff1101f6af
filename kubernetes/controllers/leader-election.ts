import type { Lease } from '../api/objects.ts'
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
  const post = createPoster({ agenda })

  function* acquire(leads: boolean): Task<boolean> {
    if (!leads) {
      const { object } = yield* send({ ...target(name), verb: 'get' }, requestTimeout)
      if (object?.kind !== 'Lease')
        return false
      if (seen?.lease.metadata.resourceVersion !== object.metadata.resourceVersion)
        seen = { lease: object, at: agenda.now() }
    }
    const { holderIdentity } = seen?.lease.spec ?? { holderIdentity: '' }
    if (!seen || (holderIdentity !== '' && holderIdentity !== identity && agenda.now() < seen.at + leaseDuration))
      return false
    const { acquireTime, leaseTransitions = 0 } = seen.lease.spec
    const renewTime = timestamp(agenda.now())
    const isNew = holderIdentity !== identity
    const spec = { holderIdentity: identity, leaseDurationSeconds: leaseDuration / 1000, renewTime, acquireTime: isNew ? renewTime : acquireTime ?? renewTime, leaseTransitions: leaseTransitions + (isNew ? 1 : 0) }
    const { object } = yield* send({ ...target(name), verb: 'update', body: { ...seen.lease, spec } }, requestTimeout)
    if (object?.kind !== 'Lease')
      return false
    seen = { lease: object, at: agenda.now() }
    renewed = agenda.now()
    return true
  }

  function wait(leads: boolean): void {
    const jitter = leads ? 1 : 1 + 1.2 * chance.int(1000) / 1000
    agenda.after(retryPeriod * jitter, () => attempt(leads), true)
  }

  function attempt(leads: boolean): void {
    engine.start(actor, [], function* (thread) {
      const holds = yield* acquire(leads)
      if (leads && !holds && agenda.now() - renewed >= renewDeadline) {
        lost()
        return
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
