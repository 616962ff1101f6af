import { asksOf, type CommandFact, createRoles, type EventFact, type PointsFact, type RequestOptions, type Roles, type RunFacts, type StateFact, type Stateful, stateText, type WriteFact } from './facts.ts'
import { jsonLines } from './rows.ts'

/** A line of a recording: see what made it. */
export interface Row {
  readonly t: number
  readonly src: 'kubectl' | 'audit' | 'watch' | 'etcd' | 'act' | 'request'
  readonly argv?: readonly string[]
  readonly as?: string
  readonly stdin?: string
  readonly stdout?: string
  readonly stderr?: string
  readonly exit?: number
  readonly took?: number
  readonly who?: string
  readonly verb?: string
  readonly resource?: string
  readonly name?: string
  readonly namespace?: string
  readonly code?: number
  readonly rv?: string
  readonly body?: RequestOptions & { readonly metadata?: { readonly name?: string }, readonly regarding?: { readonly name: string }, readonly involvedObject?: { readonly name: string } }
  readonly type?: string
  readonly kind?: string
  readonly object?: Watched
  readonly what?: string
}

interface Watched extends Stateful {
  readonly metadata: Stateful['metadata'] & { readonly namespace?: string, readonly resourceVersion: string }
  readonly type?: string
  readonly reason?: string
  readonly note?: string
  readonly regarding?: { readonly kind?: string, readonly name: string, readonly fieldPath?: string }
  readonly reportingController?: string
  readonly deprecatedSource?: { readonly component?: string }
  readonly deprecatedCount?: number
  readonly series?: { readonly count: number }
}

interface ScoreRow {
  readonly say: string
  readonly pod: string
  readonly plugin?: string
  readonly node?: string
  readonly score?: string
}

function seconds(ms: number): number {
  return Math.round(ms) / 1000
}

/** Kinds that roles, states and objects are told of; Nodes only where something happens to them. */
const kinds = ['Deployment', 'ReplicaSet', 'Pod', 'EndpointSlice', 'Service', 'Node']

/** Requests that say nothing of the scenario: leases beat in any cluster, an API server keeps its own Service, and a cluster that has just begun fetches tokens for its controllers. */
function isBackground({ who = '', resource = '', namespace }: Row): boolean {
  return who === 'system:apiserver' || resource === 'leases' || (resource === 'serviceaccounts/token' && who === 'system:kube-controller-manager') || namespace === 'kube-system'
}

function client(who: string): string {
  return who.replace('system:serviceaccount:kube-system:', '').replace('system:node:', 'kubelet@').replace('system:', '').replace('kubernetes-admin', 'kubectl')
}

/** The revisions at which writes were stored, by the time at which they were asked for. */
function revisionOf(row: Row, bound: ReadonlyMap<string, number>): number | undefined {
  if (row.resource === 'pods/binding')
    return bound.get(row.name ?? '')
  return row.rv === undefined || (row.code ?? 0) >= 300 ? undefined : Number(row.rv)
}

function writesOf(rows: readonly Row[], roles: Roles, bound: ReadonlyMap<string, number>): WriteFact[] {
  const writes = rows.filter(row => row.src === 'audit' && !['get', 'list', 'watch'].includes(row.verb ?? '') && !isBackground(row) && row.t > -50)
  // What answers with a version that was written before has written none: what is deleted twice, and what a last finalizer is taken from.
  const written = new Map<number, Row>()
  for (const row of writes) {
    const revision = revisionOf(row, bound)
    if (revision !== undefined && !written.has(revision))
      written.set(revision, row)
  }
  const revisions = [...written.keys()].sort((a, b) => a - b)
  return writes.map((row) => {
    const found = revisionOf(row, bound)
    const revision = found !== undefined && written.get(found) === row ? found : undefined
    const about = row.body?.regarding ?? row.body?.involvedObject
    return {
      at: seconds(row.t),
      who: client(row.who ?? ''),
      verb: row.verb ?? '',
      resource: row.resource ?? '',
      of: row.resource === 'events' ? roles.in((row.name ?? '').replace(/\.[0-9a-f]+$/, '') || (about?.name ?? '')) : roles.of(row.name ?? row.body?.metadata?.name ?? ''),
      code: row.code ?? 0,
      ...asksOf(row.resource ?? '', row.verb ?? '', row.body),
      ...(revision !== undefined && { stored: revisions.indexOf(revision) }),
    }
  })
}

function eventsOf(objects: readonly Watched[], roles: Roles): EventFact[] {
  const last = new Map(objects.map(object => [object.metadata.name, object]))
  return [...last.values()].map(object => ({
    type: object.type ?? '',
    reason: object.reason ?? '',
    kind: object.regarding?.kind ?? '',
    about: roles.of(object.regarding?.name ?? ''),
    reporter: object.reportingController || object.deprecatedSource?.component || '',
    ...(object.regarding?.fieldPath !== undefined && { field: object.regarding.fieldPath }),
    count: object.series?.count ?? object.deprecatedCount ?? 1,
    message: roles.in(object.note ?? ''),
  }))
}

function pointsOf(file: string | undefined, roles: Roles): PointsFact[] {
  const found: { pod: string, nodes: Record<string, Record<string, number>> }[] = []
  for (const { say, pod, plugin, node, score } of file === undefined ? [] : jsonLines<ScoreRow>(file)) {
    if (say === 'Attempting to schedule pod')
      found.push({ pod: roles.of(pod.replace(/^.*\//, '')), nodes: {} })
    const current = found.at(-1)
    if (current && node !== undefined && score !== undefined)
      (current.nodes[node] ??= {})[plugin ?? 'total'] = Number(score)
  }
  return found.filter(({ nodes }) => Object.keys(nodes).length > 0)
}

/** A Node that is ready, and may be used. */
function isWell(state: string): boolean {
  return state.includes(' Ready=True:KubeletReady') && !state.includes(' | ')
}

function statesOf(rows: readonly Row[], roles: Roles): StateFact[] {
  const last = new Map<string, string>()
  const states: StateFact[] = []
  for (const { t, type, object } of rows) {
    if (!object)
      continue
    const key = `${object.kind} ${object.metadata.name}`
    const state = type === 'DELETED' ? 'gone' : stateText(object, roles)
    const before = last.get(key)
    if (state === undefined || state === before)
      continue
    last.set(key, state)
    // A Node that is well when it is first seen has not become so.
    if (object.kind !== 'Node' || before !== undefined || !isWell(state))
      states.push({ at: seconds(t), of: `${object.kind} ${roles.of(object.metadata.name)}`, state })
  }
  return states
}

/** An object without what its recorder or its size made it: the lists of who wrote which field, and images a node has. */
function objectsOf(rows: readonly Row[], roles: Roles): Record<string, unknown> {
  const last = new Map<string, Watched>()
  for (const { type, object } of rows) {
    if (!object || object.kind === 'Node')
      continue
    const key = `${object.kind} ${roles.of(object.metadata.name)}`
    if (type === 'DELETED')
      last.delete(key)
    else
      last.set(key, object)
  }
  return Object.fromEntries([...last].map(([key, object]) => [key, JSON.parse(roles.in(JSON.stringify(object))) as unknown]))
}

/** The rows up to where somebody began to put the cluster back for the next run, which is none of the commands. */
function played(rows: readonly Row[]): readonly Row[] {
  const last = rows.findLast(({ src }) => src === 'kubectl' || src === 'act')
  const end = (last?.t ?? 0) + (last?.took ?? 0)
  const cleaning = rows.find(row => row.src === 'audit' && row.t > end && row.who === 'kubernetes-admin' && !['get', 'list', 'watch'].includes(row.verb ?? ''))
  return cleaning ? rows.filter(({ t }) => t < cleaning.t) : rows
}

/** Names of objects that a run before has left, and that are on their way out when this one begins: nobody in this run has asked for it. */
function leftovers(rows: readonly Row[]): ReadonlySet<string> {
  const first = new Map<string, Watched>()
  const deleted = new Set<string>()
  for (const { src, t, verb, name, object } of rows) {
    if (src === 'audit' && verb === 'delete' && t > -50 && name !== undefined)
      deleted.add(name)
    if (src === 'watch' && object && object.kind !== 'Event' && !first.has(object.metadata.name))
      first.set(object.metadata.name, object)
  }
  return new Set([...first.values()].filter(({ metadata }) => metadata.deletionTimestamp !== undefined && !deleted.has(metadata.name)).map(({ metadata }) => metadata.name))
}

/** Reads one recorded run out of its files. */
export function readRun(run: string, file: string, scores: string | undefined, withObjects: boolean): RunFacts {
  const rows = played(jsonLines<Row>(file))
  const others = leftovers(rows)
  const watched = rows.filter(row => row.src === 'watch' && row.object !== undefined && (row.object.metadata.namespace ?? 'default') === 'default' && row.object.metadata.name !== 'kubernetes' && !others.has(row.object.metadata.name))
  const roles = createRoles()
  const byRevision = watched.filter(({ kind }) => kinds.includes(kind ?? '')).toSorted((a, b) => Number(a.object?.metadata.resourceVersion) - Number(b.object?.metadata.resourceVersion))
  const bound = new Map<string, number>()
  for (const { object, type } of byRevision) {
    if (!object)
      continue
    roles.meet(object)
    if (object.kind === 'Pod' && type === 'MODIFIED' && object.spec?.nodeName !== undefined && !bound.has(object.metadata.name))
      bound.set(object.metadata.name, Number(object.metadata.resourceVersion))
  }
  const commands = rows.filter(({ src }) => src === 'kubectl').map(({ t, argv = [], as, stdin, stdout = '', stderr = '', exit = 0, took = 0 }): CommandFact => ({
    at: seconds(t),
    line: roles.in(argv.join(' ')),
    ...(as && { as }),
    ...(stdin && { stdin }),
    out: roles.in(stdout),
    err: roles.in(stderr),
    exit,
    took: seconds(took),
  }))
  const acts = rows.filter(({ src }) => src === 'act').map(({ t, what = '' }) => ({ at: seconds(t), what }))
  const objects = watched.filter(({ kind }) => kinds.includes(kind ?? ''))
  return {
    run,
    commands,
    ...(acts.length > 0 && { acts }),
    writes: writesOf(rows, roles, bound),
    events: eventsOf(watched.filter(({ kind }) => kind === 'Event').flatMap(({ object }) => object ?? []), roles),
    points: pointsOf(scores, roles),
    states: statesOf(objects, roles),
    ...(withObjects && { objects: objectsOf(objects, roles) }),
  }
}
