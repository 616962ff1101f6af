import { objectsIn } from '../../kubernetes/history/query.ts'
import type { HistoryEvent } from '../../kubernetes/history/event.ts'
import { stepAt } from '../../talk/step.ts'
import { history, informer, moments, node, times } from './history.ts'
import { type ListWatchCompareStepId, listWatchCompareSteps } from './steps.ts'

/** An object as one side has it. */
export interface StoredObject {
  readonly name: string
  readonly revision: number
}

export interface InformerView {
  /** What the API server has, and what its watcher believes. */
  readonly server: { readonly title: string, readonly says: string, readonly rows: readonly StoredObject[] }
  readonly copy: { readonly title: string, readonly says: string, readonly rows: readonly StoredObject[] }
  /** What goes between them: above the arrow what is asked, below it what comes. */
  readonly request: string
  readonly comes: string
  readonly connection: 'open' | 'cut' | 'refused'
  /** Names of rows that this step is about. */
  readonly lit: readonly string[]
  readonly lines: readonly string[]
  readonly description: string
}

const short = (name: string): string => `…${name.slice(name.lastIndexOf('-') + 1)}`

function serverRows(id: number): readonly StoredObject[] {
  return objectsIn(history.stateAt(id), 'Pod').flatMap(object => object.spec.nodeName === node ? [{ name: short(object.metadata.name), revision: Number(object.metadata.resourceVersion) }] : [])
}

/** The copy of the kubelet after an event: what it was told by watches, or by its last list. */
function copyRows(id: number): readonly StoredObject[] {
  const copy = new Map<string, number>()
  for (const event of history.events) {
    if (event.id > id)
      break
    if (event.kind === 'answered' && event.request.actor === informer && event.request.verb === 'list' && event.request.resource === 'pods') {
      copy.clear()
      for (const { name, revision } of serverRows(event.id))
        copy.set(name, revision)
    }
    if (event.kind !== 'watched' || event.watcher !== informer || event.ref.resource !== 'pods')
      continue
    if (event.type === 'DELETED')
      copy.delete(short(event.ref.name))
    else
      copy.set(short(event.ref.name), event.revision)
  }
  return [...copy].map(([name, revision]) => ({ name, revision }))
}

/** A request of the kubelet for Pods, or what a watch told it, as a line. */
function lineOf(event: HistoryEvent): string | undefined {
  if (event.kind === 'watched' && event.watcher === informer)
    return `${event.type} ${short(event.ref.name)} ${event.revision}`
  if (event.kind !== 'answered' || event.request.actor !== informer || event.request.resource !== 'pods' || !['list', 'watch'].includes(event.request.verb))
    return undefined
  // A real API server answers such a watch with 200, and then sends an event of type ERROR with this code in it.
  const from = /resourceVersion=\d+/.exec(event.request.query ?? '')?.[0]
  return `GET pods?${event.request.verb === 'watch' ? `watch=true&${from}` : 'limit=500'}: ${event.request.verb === 'watch' && event.code === 410 ? 'ERROR 410' : event.code}`
}

/** The bookmarks before the watch was cut, by the event that came next: the history has no event for them. The watch goes on from its number. */
const bookmarks: ReadonlyMap<number | undefined, string> = new Map(([[times.cut, moments.resumed], [times.gone, moments.expired]] as const).map(([cut, id]) => {
  const minute = Math.floor(cut / 60) * 60
  const lines = history.events.flatMap(event => event.id <= id ? lineOf(event) ?? [] : [])
  return [history.events.find(({ at }) => at > minute)?.id, `BOOKMARK ${/resourceVersion=(\d+)/.exec(lines.findLast(line => line.startsWith('GET pods?watch')) ?? '')?.[1]}`]
}))

const linesUntil = (id: number): readonly string[] =>
  history.events.flatMap(event => event.id <= id ? [bookmarks.get(event.id), lineOf(event)].flatMap(line => line ?? []) : []).slice(-3)

/** What the kubelet finds when an event wakes it: how many Pods its copy wants, and how many have a container that runs. */
function comparedAt(id: number): string {
  const wanted = copyRows(id).length
  const running = new Set(history.events.flatMap(event => event.id <= id && event.kind === 'cri-returned' && event.call === 'StartContainer' ? [event.pod.name] : [])).size
  const event = history.events[id]
  return `${event && lineOf(event)}. Wanted ${wanted}, running ${running}: ${wanted === running ? 'nothing to do' : `start ${wanted - running}`}`
}

const newest = (rows: readonly StoredObject[]): number => Math.max(0, ...rows.map(({ revision }) => revision))

const connections: Readonly<Record<ListWatchCompareStepId, InformerView['connection']>> = { watching: 'open', behind: 'cut', resumed: 'open', expired: 'refused', listed: 'open', levels: 'open', conflict: 'refused' }
const shown: Readonly<Record<ListWatchCompareStepId, number>> = { watching: moments.watching, behind: moments.behind, resumed: moments.resumed, expired: moments.expired, listed: moments.listed, levels: moments.listed, conflict: moments.conflict }

function conflictView(): InformerView {
  const event = history.events[moments.conflict]
  if (event?.kind !== 'uncommitted')
    throw new Error('The history of the informer has no conflict where it should be.')
  const { request: { body, name = '' }, refusal } = event
  const stored = objectsIn(history.stateAt(moments.conflict), 'Node').find(({ metadata }) => metadata.name === name)
  const read = Number(body && 'metadata' in body && body.metadata && 'resourceVersion' in body.metadata ? body.metadata.resourceVersion : Number.NaN)
  const now = Number(stored?.metadata.resourceVersion)
  return {
    server: { title: 'API server', says: 'by now', rows: [{ name, revision: now }] },
    copy: { title: 'node controller', says: 'as it read', rows: [{ name, revision: read }] },
    request: `PUT, from ${read}`,
    comes: `${refusal.code} Conflict`,
    connection: 'refused',
    lit: [name],
    lines: (refusal.message ?? '').split(/(?<=; )/).flatMap(part => part.split(/(?<=: )/)).map(part => part.trim()),
    description: `The node controller writes ${name} as it read it at ${read}; stored is ${now}. The API server answers ${refusal.code}: ${refusal.message ?? ''}`,
  }
}

/** What stands on the picture at a step, from 0. */
export function informerView(index: number): InformerView {
  const step = stepAt(listWatchCompareSteps, index).id
  if (step === 'conflict')
    return conflictView()
  const id = shown[step]
  const [server, copy] = [serverRows(id), copyRows(id)]
  const lines = step === 'levels' ? [moments.resumed, moments.listed].map(comparedAt) : linesUntil(id)
  const connection = connections[step]
  const from = /resourceVersion=(\d+)/.exec(lines.findLast(line => line.startsWith('GET pods?watch')) ?? '')?.[1]
  const request = { watching: 'watch', behind: 'cut', resumed: `watch from ${from}`, expired: `watch from ${from}`, listed: 'list', levels: 'watch' }[step]
  const comes = { watching: lines.at(-1) ?? '', behind: '', resumed: lines.at(-1) ?? '', expired: 'ERROR 410', listed: `${server.length} Pods`, levels: '' }[step]
  const lit = step === 'watching' || step === 'expired' || step === 'levels' ? [] : server.filter(each => !copy.some(other => other.name === each.name) || step === 'resumed' ? each.revision === newest(server) : step !== 'behind').map(({ name }) => name)
  const words = (rows: readonly StoredObject[]): string => rows.map(({ name, revision }) => `${name} at ${revision}`).join(', ')
  return {
    server: { title: 'API server', says: `Pods of ${node}`, rows: server },
    copy: { title: 'kubelet', says: 'its copy', rows: copy },
    request,
    comes,
    connection,
    lit,
    lines,
    description: `The API server has ${words(server)}; the kubelet’s copy has ${words(copy)}. ${request}${comes ? `: ${comes}` : ''}.${step === 'levels' ? ` ${lines.join('. ')}.` : ''}`,
  }
}
