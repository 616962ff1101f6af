import type { ApiObject } from '../../../kubernetes/api/objects.ts'
import { type Member, type QuorumWrite, startMembers, withOnly, write } from '../../../kubernetes/etcd/members.ts'
import { eventsOf, present } from '../../../kubernetes/history/query.ts'
import { run } from '../../../kubernetes/run.ts'
import { stepAt, type StepId } from '../../../talk/step.ts'
import { etcdScenario } from './scenario.ts'
import { etcdSteps } from './steps.ts'

const { events, stateAt } = run(etcdScenario)

const before = stateAt(-1)

/** Who still answers while one member is away, and while two are. */
const answering = { majority: ['member-1', 'member-2'], timeout: ['member-1'] } as const

export interface KeyRow {
  /** What comes after `/registry/`. */
  readonly key: string
  readonly revision: number
  /** Whether this step wrote it or hands it on. */
  readonly lit: boolean
}

/** How a write fared among the members. */
export interface WriteLine extends Pick<QuorumWrite, 'agreed' | 'needed' | 'stored'> {
  readonly revision: number
  /** What the API server is told if the write does not count. */
  readonly refusal?: string
}

export interface EtcdView {
  readonly step: StepId<typeof etcdSteps>
  readonly revision: number
  readonly rows: readonly KeyRow[]
  /** The first Pod, once the watch has handed it on, as it was handed on last. */
  readonly watched: { readonly key: string, readonly revision: number } | undefined
  readonly members: readonly Member[]
  /** The writes that are looked at member by member. */
  readonly writes: readonly WriteLine[]
}

const commits = eventsOf(events, 'committed')

const first = present(commits[0], 'commit')

const pod = present(commits.find(({ object }) => object.kind === 'Pod'), 'Pod')

const cached = present(eventsOf(events, 'cached').find(({ revision }) => revision === pod.revision), 'cached Pod')

const bound = present(commits.find(({ request }) => request.subresource === 'binding'), 'binding')

const anchors: Readonly<Record<EtcdView['step'], number>> = {
  analogy: -1,
  keys: first.id,
  revision: present(commits.findLast(({ id }) => id < cached.id), 'commit').id,
  watch: cached.id,
  majority: bound.id,
  timeout: bound.id,
  keep: bound.id,
}

/** The members as the writes up to the one that only a majority hears of have left them, and that write. */
function agreement(): QuorumWrite {
  const all = commits.filter(({ id }) => id < bound.id).reduce((members, { revision }) => write(members, revision).members, startMembers(3, before.revision) as readonly Member[])
  return write(withOnly(all, answering.majority), bound.revision)
}

/** A write that finds no majority: the API server fares as in a cluster whose etcd does not answer. */
function failure(): { readonly lost: QuorumWrite, readonly refusal: string } {
  const lost = write(withOnly(agreement().members, answering.timeout), bound.revision + 1)
  const { events: outage } = run({ ...etcdScenario, without: lost.stored ? [] : ['etcd'] })
  return { lost, refusal: present(eventsOf(outage, 'uncommitted')[0], 'refusal').refusal.message }
}

const agreed = agreement()

const failed = failure()

function watchedAt(id: number): EtcdView['watched'] {
  const last = [bound, cached].find(event => event.id <= id)
  return last && { key: pod.key.replace('/registry/', ''), revision: last.revision }
}

function isRow({ kind }: ApiObject): boolean {
  return kind === 'Deployment' || kind === 'ReplicaSet' || kind === 'Pod'
}

function writesAt(step: EtcdView['step']): WriteLine[] {
  const { members: _, ...one } = agreed
  const { members: __, ...other } = failed.lost
  const lines = [{ ...one, revision: bound.revision }, { ...other, revision: bound.revision + 1, refusal: failed.refusal }]
  return lines.slice(0, step === 'majority' ? 1 : step === 'timeout' || step === 'keep' ? 2 : 0)
}

/** What the picture of etcd shows at a step. Throws a RangeError for a step that is not there. */
export function etcdView(index: number): EtcdView {
  const step = stepAt(etcdSteps, index).id
  const last = etcdSteps[index - 1]?.id
  const { objects, revision } = stateAt(anchors[step])
  const known = last ? stateAt(anchors[last]).objects : before.objects
  const writes = writesAt(step)
  const members = writes.length === 0 ? startMembers(3, revision) : writes.length === 1 ? agreed.members : failed.lost.members
  return {
    step,
    revision,
    rows: [...objects].filter(([, object]) => isRow(object)).map(([key, object]) => ({
      key: key.replace('/registry/', ''),
      revision: Number(object.metadata.resourceVersion),
      lit: step === 'watch' ? key === pod.key : known.get(key) !== object,
    })),
    watched: watchedAt(anchors[step]),
    members,
    writes,
  }
}
