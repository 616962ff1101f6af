import { objectsIn } from '../../kubernetes/history/query.ts'
import { majorityOf } from '../../kubernetes/etcd/members.ts'
import { stepAt } from '../../talk/step.ts'
import { history, moments, renewals, seconds } from './history.ts'
import { type ThreeOfEachStepId, threeOfEachSteps } from './steps.ts'

/** How an instance of a part stands. */
export type Role = 'works' | 'leads' | 'waits' | 'gone'

/** An instance of a part on one of the machines. */
export interface Instance {
  readonly part: 'kube-apiserver' | 'kube-scheduler' | 'kube-controller-manager' | 'etcd'
  readonly label: string
  readonly role: Role
  /** Whether this step is about its part. */
  readonly lit: boolean
}

export interface Machine {
  readonly name: string
  readonly instances: readonly Instance[]
}

/** How many members etcd has, and what follows from it. */
export interface Quorum {
  readonly members: number
  readonly majority: number
  readonly mayLose: number
}

/** What follows from how the parts stand, below them. */
export interface Note {
  readonly id: string
  /** One or two lines. */
  readonly text: string
  readonly state: 'plain' | 'active' | 'good'
}

/** The parts by name, as the rows of the picture have them. */
export const labels = { 'kube-apiserver': 'API server', 'kube-scheduler': 'scheduler', 'kube-controller-manager': 'controllers', 'etcd': 'etcd' } as const

/** The event that each step is drawn at, and the parts that it is about. */
const shown: Readonly<Record<ThreeOfEachStepId, readonly [event: number, lit: readonly Instance['part'][]]>> = {
  'side-by-side': [moments.calm, ['kube-apiserver']],
  'one-leads': [moments.calm, ['kube-scheduler', 'kube-controller-manager']],
  'lease': [moments.calm, ['kube-scheduler']],
  'killed': [moments.waiting, ['kube-scheduler']],
  'taken-over': [moments.bound, ['kube-scheduler']],
  'majority': [moments.member, ['etcd']],
  'odd': [moments.member, ['etcd']],
}

/** The stretch of time that the clock shows, in seconds after the leader was killed. */
export const clockSpan = { from: -9, to: 23 } as const

const quorums: readonly Quorum[] = [1, 2, 3, 4, 5].map(members => ({ members, majority: majorityOf(members), mayLose: members - majorityOf(members) }))

function machinesAt(step: ThreeOfEachStepId): readonly Machine[] {
  const [id, lit] = shown[step]
  const state = history.stateAt(id)
  const stopped = new Set(history.events.filter(event => event.kind === 'stopped' && event.id <= id).flatMap(event => event.kind === 'stopped' ? [event.part] : []))
  const holders = new Set(objectsIn(state, 'Lease').map(({ spec }) => spec.holderIdentity))
  return [1, 2, 3].map(number => ({
    name: `control-plane-${number}`,
    instances: (Object.keys(labels) as Instance['part'][]).map((part) => {
      const name = `${part}-${number}`
      const votes = part === 'kube-scheduler' || part === 'kube-controller-manager'
      const role: Role = [...stopped].some(each => each === name) ? 'gone' : !votes ? 'works' : holders.has(name) ? 'leads' : 'waits'
      return { part, label: labels[part], role, lit: lit.includes(part) }
    }),
  }))
}

/** What stands below the machines at a step: what is in front of the API servers, who holds the Leases, whether etcd writes. */
function notesAt(step: ThreeOfEachStepId, machines: readonly Machine[]): readonly Note[] {
  const roles = (part: Instance['part']): readonly Role[] => machines.map(({ instances }) => instances.find(each => each.part === part)?.role ?? 'gone')
  switch (step) {
    case 'side-by-side':
      return [{ id: 'balancer', text: 'one address in front of them: a load balancer', state: 'plain' }]
    case 'one-leads':
      return (['kube-scheduler', 'kube-controller-manager'] as const).map(part => ({ id: `lease-${part}`, text: `Lease ${part}\nheld from control-plane-${roles(part).indexOf('leads') + 1}`, state: 'active' }))
    case 'majority': {
      const working = roles('etcd').filter(role => role === 'works').length
      return [{ id: 'agreed', text: `${working} of ${machines.length} agree: writes go on`, state: 'good' }]
    }
    default:
      return []
  }
}

/** What stands on the picture at a step, from 0. */
export function threeOfEachView(index: number) {
  const step = stepAt(threeOfEachSteps, index).id
  const isCounted = step === 'odd'
  const machines = isCounted ? [] : machinesAt(step)
  const notes = notesAt(step, machines)
  const now = { 'lease': -0.4, 'killed': seconds.takeover - 0.2, 'taken-over': clockSpan.to }[step as string]
  /** The Lease over time, as far as the step has come, in place of notes. */
  const clock = now === undefined
    ? undefined
    : {
        ...clockSpan,
        renewals: renewals.filter(({ at }) => at >= clockSpan.from && at <= now),
        marks: [
          { id: 'killed', at: 0, label: 'killed' },
          { id: 'pod', at: seconds.pod, label: 'Pod waits' },
          { id: 'takeover', at: seconds.takeover, label: 'next leader' },
        ].filter(({ at }) => at <= now && step !== 'lease'),
      }
  const machineWords = machines.map(({ name, instances }) => `${name}: ${instances.map(({ label, role }) => `${label} ${role}`).join(', ')}`).join('; ')
  const sentences = clock ? ` The scheduler’s Lease is renewed by whoever leads.${clock.marks.map(({ at, label }) => ` At ${at.toFixed(1)} s: ${label}.`).join('')}` : notes.map(({ text }) => ` ${text.replace('\n', ', ')}.`).join('')
  const description = isCounted ? `${quorums.map(({ members, majority, mayLose }) => `Of ${members} a majority is ${majority}, and ${mayLose} may be lost`).join('. ')}.` : `${machineWords}.${sentences}`
  return { machines, notes, clock, quorums: isCounted ? quorums : undefined, description }
}
