import type { PointsFact } from './facts.ts'
import { type Body, json, presentIn, readRows, requestText, type Row } from './rows.ts'
import type { RequestStepId } from '../../../slides/request/steps.ts'
import type { RecordedPart, RecordedTime } from '../../../slides/as-recorded/types.ts'

/** The rows on which the steps of one run stand. @throws Error that names what is not in the recording */
function rowsOf(file: string) {
  const rows = readRows(file)
  const one = presentIn(file)
  const asked = (verb: string, resource: string): readonly Row[] => rows.filter(row => row.src === 'audit' && row.verb === verb && row.resource === resource && (row.code ?? 0) < 300)
  const seen = (type: string, kind: string, is: (object: Body) => boolean = () => true): Row | undefined =>
    rows.find(row => row.src === 'watch' && row.type === type && row.kind === kind && row.object !== undefined && is(row.object))
  const event = (reason: string): Row => one(reason, asked('create', 'events').find(({ body }) => body?.reason === reason))
  const pods = asked('create', 'pods')
  const pod = one('Pod', pods[0]).name
  const bindings = asked('create', 'pods/binding')
  const reports = asked('patch', 'pods/status')
  const runs = (row: Row): boolean => row.body?.status?.phase === 'Running'
  const running = reports.filter(runs)
  return {
    rows,
    typed: one('kubectl', rows.find(({ src }) => src === 'kubectl')),
    created: one('Deployment', asked('create', 'deployments')[0]),
    stored: one('Deployment in etcd', rows.find(({ src, key }) => src === 'etcd' && key?.endsWith('/deployments/default/web'))),
    deployment: one('watched Deployment', seen('ADDED', 'Deployment')),
    replicaSetAsked: one('ReplicaSet', asked('create', 'replicasets')[0]),
    replicaSet: one('watched ReplicaSet', seen('ADDED', 'ReplicaSet')),
    pods,
    pod: one('watched Pod', seen('ADDED', 'Pod', ({ metadata }) => metadata?.name === pod)),
    bindings,
    // The scheduler takes the first Pod first in each of these runs; were it otherwise, the step would show another Pod's.
    binding: one('binding of the first Pod', bindings.find(({ name }) => name === pod)),
    bound: one('bound Pod', seen('MODIFIED', 'Pod', ({ metadata, spec }) => metadata?.name === pod && spec?.nodeName !== undefined)),
    creating: one('report', reports[0]),
    sandbox: one('report of a sandbox', reports.find(({ body }) => body?.status?.conditions?.some(({ type, status }) => type === 'PodReadyToStartContainers' && status === 'True'))),
    pulling: event('Pulling'),
    pulled: event('Pulled'),
    started: event('Started'),
    running,
    firstRunning: one('report of a running Pod', running[0]),
    allRunning: one('report of three running Pods', running[2]),
    counted: one('three ready Pods', asked('update', 'replicasets/status').find(({ body }) => body?.status?.readyReplicas === 3)),
    available: one('three available Pods', asked('update', 'deployments/status').find(({ body }) => body?.status?.availableReplicas === 3)),
    // Only some runs were asked again once all ran.
    again: rows.find(({ src, stdout = '' }) => src === 'kubectl' && stdout.includes('Running')),
  }
}

/** From when and until when a step was reached, in milliseconds; what has one moment has it twice. */
type Span = readonly [from: number, until: number]

/** When a run reached each step. What happens inside a program that nobody recorded lies between two moments that were. */
function spansOf(file: string): Readonly<Record<RequestStepId, Span | undefined>> {
  const run = rowsOf(file)
  const at = ({ t }: Row): Span => [t, t]
  const stored = Math.min(run.stored.t, run.deployment.t)
  const answered = run.created.t + (run.created.ms ?? 0)
  const inside: Span = [run.created.t, stored]
  const nth = (rows: readonly Row[], index: number): Row => presentIn(file)(`${index + 1} of what there should be three of`, rows[index])
  return {
    'typed': [0, 0],
    'built': [0, run.created.t],
    'sent': at(run.created),
    'authentication': inside,
    'authorization': inside,
    'decoded': inside,
    'mutating': inside,
    'validation': inside,
    'validating': inside,
    'stored': [stored, stored],
    'answered': [answered, answered],
    'deployment-seen': at(run.deployment),
    'replica-set': at(run.replicaSetAsked),
    'replica-set-seen': at(run.replicaSet),
    'first-pod': at(nth(run.pods, 0)),
    'three-pods': at(nth(run.pods, 2)),
    'pod-seen': at(run.pod),
    'scored': [nth(run.pods, 0).t, run.binding.t],
    'bound': at(run.binding),
    'all-bound': at(nth(run.bindings, 2)),
    'kubelet-told': at(run.bound),
    'creating': at(run.creating),
    'sandbox': [run.creating.t, run.pulling.t],
    'pulling': at(run.pulling),
    'started': at(run.started),
    'running': at(run.firstRunning),
    'all-running': at(run.allRunning),
    'ready-counted': at(run.counted),
    'available': at(run.available),
    'get-pods': run.again && at(run.again),
  }
}

/**
 * When one run reached each step of the request, and between which moments all runs did: milliseconds since Enter.
 *
 * @param files one file of JSON lines a run
 * @param named the one that is shown
 * @throws Error that names what is not in a recording
 */
export function timesOf(files: readonly string[], named: string): Readonly<Record<RequestStepId, RecordedTime>> {
  const all = files.map(spansOf)
  const shown = spansOf(named)
  return Object.fromEntries((Object.keys(shown) as RequestStepId[]).map((id) => {
    const [from, until] = shown[id] ?? []
    if (from === undefined || until === undefined)
      throw new Error(`${named} has no ${id}.`)
    const spans = all.flatMap(spans => spans[id] ? [spans[id]] : [])
    return [id, { from: Math.round(from), until: Math.round(until), least: Math.round(Math.min(...spans.map(([first]) => first))), most: Math.round(Math.max(...spans.map(([, last]) => last))) }]
  })) as Record<RequestStepId, RecordedTime>
}

/** The lines that `kubectl -v=9` printed from the first to the last that a pattern finds, without its clock and place. */
function linesOf(verbose: string, first: RegExp, last: RegExp): string {
  const lines = verbose.split('\n')
  const from = lines.findIndex(line => first.test(line))
  const until = lines.findIndex((line, index) => index >= from && last.test(line))
  if (from < 0 || until < 0)
    throw new Error(`kubectl -v=9 printed no line like ${first}.`)
  return lines.slice(from, until + 1).map(line => line.replace(/^I\d{4} [\d:.]+ +\d+ /, '').trim()).join('\n')
}

/** Points, a line a plugin and a column a node. */
function table({ nodes }: PointsFact): string {
  const names = Object.keys(nodes)
  const plugins = Object.keys(nodes[names[0] ?? ''] ?? {})
  const width = Math.max(...plugins.map(({ length }) => length))
  const line = (first: string, others: readonly string[]): string => [first.padEnd(width), ...others.map(each => each.padStart(8))].join(' ')
  return [line('', names), ...plugins.map(plugin => line(plugin, names.map(name => String(nodes[name]?.[plugin] ?? ''))))].join('\n')
}

/**
 * What programs sent, answered and printed at each step of one run.
 *
 * @param options.file the run
 * @param options.verbose what `kubectl -v=9` printed for the same command
 * @param options.points the scheduler's points for the first Pod of the run
 * @throws Error that names what is not in a recording
 */
export function bytesOf({ file, verbose, points }: { readonly file: string, readonly verbose: string, readonly points: PointsFact | undefined }): Readonly<Record<RequestStepId, readonly RecordedPart[]>> {
  const run = rowsOf(file)
  const request = (row: Row): RecordedPart => ({ what: 'request', text: requestText(row) })
  const body = ({ body }: Row): RecordedPart => ({ what: 'body', text: json(body) })
  const watched = ({ type, object }: Row): RecordedPart => ({ what: 'watch event', text: json({ type, object }) })
  const printed = (text: string): RecordedPart => ({ what: 'kubectl -v=9', text })
  const etcd = (row: Row | undefined): RecordedPart[] => row ? [{ what: 'etcd', text: `${row.key}\nrevision ${row.rev}, ${row.bytes} bytes` }] : []
  const inEtcd = (key: string): RecordedPart[] => etcd(run.rows.find(row => row.src === 'etcd' && row.key === key))
  const asked = (row: Row): readonly RecordedPart[] => [request(row), body(row)]
  const watchedRunning = (name: string | undefined): RecordedPart[] =>
    run.rows.filter(row => row.src === 'watch' && row.kind === 'Pod' && row.object?.metadata?.name === name && row.object?.status?.phase === 'Running').slice(0, 1).map(watched)
  const whole: RecordedPart = { what: 'request', text: `${request(run.created).text}\n(The audit log has one line for the whole request: the gates have none of their own.)` }
  return {
    'typed': [{ what: 'typed', text: `$ ${(run.typed.argv ?? []).join(' ')}` }],
    'built': [printed(linesOf(verbose, /Config loaded/, /Config loaded/).replace(/: .*$/, ': ~/.kube/config')), printed(linesOf(verbose, /"Request Body"/, /^ >/))],
    'sent': [printed(linesOf(verbose, /"Request" curlCommand/, /^ >/).replace(/https:\/\/[\d.:]+/, 'https://API-SERVER:6443'))],
    'authentication': [whole],
    'authorization': [whole],
    'decoded': [body(run.created)],
    'mutating': [whole],
    'validation': [{ what: 'metadata', text: json(run.deployment.object?.metadata) }],
    'validating': [whole],
    'stored': [...etcd(run.stored), { what: 'stored object', text: json(run.deployment.object) }],
    'answered': [printed(linesOf(verbose, /"Response" verb/, /^ >/).replace(/https:\/\/[\d.:]+/, 'https://API-SERVER:6443')), { what: 'printed', text: run.typed.stdout?.trim() ?? '' }],
    'deployment-seen': [watched(run.deployment)],
    'replica-set': asked(run.replicaSetAsked),
    'replica-set-seen': [watched(run.replicaSet)],
    'first-pod': run.pods.slice(0, 1).flatMap(asked),
    'three-pods': run.pods.slice(0, 3).flatMap(row => [request(row), ...inEtcd(`/registry/pods/default/${row.name}`)]),
    'pod-seen': [watched(run.pod)],
    'scored': points ? [{ what: 'points', text: table(points) }] : [],
    'bound': asked(run.binding),
    'all-bound': run.bindings.slice(0, 3).flatMap(asked),
    'kubelet-told': [watched(run.bound)],
    'creating': asked(run.creating),
    'sandbox': asked(run.sandbox),
    'pulling': [body(run.pulling), body(run.pulled)],
    'started': [body(run.started)],
    'running': [...asked(run.firstRunning), ...watchedRunning(run.firstRunning.name)],
    'all-running': run.running.slice(0, 3).map(request),
    'ready-counted': asked(run.counted),
    'available': asked(run.available),
    'get-pods': (run.again ? [run.again] : []).map(({ argv = [], stdout = '' }): RecordedPart => ({ what: 'printed', text: `$ ${argv.join(' ')}\n${stdout.trimEnd()}` })),
  }
}
