import { parse, parseAllDocuments, stringify } from 'yaml'
import type { History } from '../../../kubernetes/history/history.ts'
import type { Fault, Scenario } from '../../../kubernetes/scenario.ts'
import type { Simulation } from '../../../kubernetes/simulation.ts'
import type { ApiObject } from '../../../kubernetes/api/objects.ts'
import { createApi, type ObservedRequest } from '../../../kubernetes/rest/api.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { hashOfTemplate } from '../../../kubernetes/rest/template-hash.ts'
import { runKubectl } from '../../../kubernetes/terminal/kubectl.ts'
import { asksOf, type CommandFact, createRoles, type RequestOptions, type Roles, type RunFacts, type WriteFact } from '../../../tools/record/cluster/facts.ts'
import { wordsOf } from '../../../tools/record/cluster/replay.ts'
import { factsOf, isWatched, type ModelFacts, type StoredWrite } from './facts.ts'

/** A recording that is played by typing what was typed into the model's own terminal. */
export interface TypedPlay {
  /** Commands that nobody types here. */
  readonly except?: RegExp
  readonly scenario: Scenario
  /** How long the model's cluster has run when the recording begins, in seconds. */
  readonly begins?: number
  /** What was typed where nobody recorded what it printed: only what came of it; at less than 0 seconds, what was there when the recording began. */
  readonly unseen?: readonly Pick<CommandFact, 'at' | 'line' | 'stdin'>[]
  /** What is stopped and started, at times of the recording. */
  readonly faults?: readonly Fault[]
  /** From when to when, in seconds of the recording, commands are typed later, and by how much: what a command shows is compared once it has come about. */
  readonly delay?: readonly [from: number, to: number, by: number]
  /** How long the model goes on after the last command, in seconds. */
  readonly afterwards?: number
  /** What is done to the cluster before it begins and meanwhile, at times of the recording. */
  readonly acts?: readonly { readonly at: number, readonly act: (simulation: Simulation) => void }[]
}

const admin = { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }

/** The machine of the recorded nodes. */
const machine = { osImage: 'Debian GNU/Linux 12 (bookworm)', kernelVersion: '6.18.44', containerRuntimeVersion: 'containerd://2.3.4', memory: '24684084Ki' }

/** The roles of all that was written since the recording began. */
function rolesIn({ history }: Simulation, begins: number): Roles {
  const roles = createRoles()
  for (const event of history.events) {
    if (event.kind === 'committed' && event.at >= begins && isWatched(event.object))
      roles.meet(event.object)
  }
  return roles
}

/** The name that the model has drawn for what a word of a command means. Of a Pod that is written later, or is gone here, only its owner is known: it is one of that, the first by its node. */
function nameOf(word: string, { history }: Simulation, roles: Roles): string {
  const pods = [...history.stateAt(history.events.length - 1).objects.values()].filter(({ kind }) => kind === 'Pod')
  const known = pods.find(({ metadata }) => roles.of(metadata.name) === word)
  const placeOf = (pod: ApiObject): string => `${roles.of(pod.metadata.name) === pod.metadata.name ? 'before' : 'since'} ${pod.kind === 'Pod' ? pod.spec.nodeName ?? '' : ''}`
  const family = /^(.+)\/\d+\/\d+$/.exec(word)?.[1]
  const [first] = family === undefined ? [] : pods.filter(({ metadata }) => metadata.name.startsWith(`${family}-`) && metadata.deletionTimestamp === undefined).toSorted((a, b) => placeOf(a) < placeOf(b) ? -1 : 1)
  return (known ?? first)?.metadata.name ?? word
}

/** What the audit log would call a request over HTTP that may change something; undefined for one that only reads. */
function writeOf({ verb, path, user, code }: ObservedRequest, body: string, at: number): WriteFact | undefined {
  const [, below = ''] = /^\/apis?(?:\/[^/?]+)?\/v\d[^/]*\/([^?]*)/.exec(path) ?? []
  const [plural = '', name, subresource] = below.replace(/^namespaces\/[^/]+\/(?=[a-z])(?!status$|finalize$)/, '').split('/')
  if (plural === '' || ['get', 'list', 'watch'].includes(verb))
    return undefined
  const resource = subresource === undefined ? plural : `${plural}/${subresource}`
  const sent = body === '' ? undefined : jsonOf(body)
  return { at, who: user === 'kubernetes-admin' ? 'kubectl' : user ?? '', verb, resource, of: name ?? sent?.metadata?.name ?? '', code, ...asksOf(resource, verb, sent) }
}

function jsonOf(text: string): (RequestOptions & { readonly metadata?: { readonly name?: string } }) | undefined {
  try {
    return JSON.parse(text) as ReturnType<typeof jsonOf>
  }
  catch {
    return undefined
  }
}

/** All writes of a run: those of users as they were sent over HTTP, with what the model tells of each that came as far as its own server. */
function together(own: readonly StoredWrite[], sent: readonly WriteFact[]): StoredWrite[] {
  const known = own.filter(({ who }) => who === 'kubectl')
  const users = sent.map((write): StoredWrite => {
    const index = known.findIndex(({ at, verb, resource, code }) => Math.abs(at - write.at) < 0.001 && verb === write.verb && resource === write.resource && code === write.code)
    const [{ stored, event } = {}] = index < 0 ? [] : known.splice(index, 1) as [StoredWrite]
    // What was refused before it was read has no name in an audit log: the administrator may do everything, and is refused by admission alone.
    const isRead = index >= 0 || ![400, 401, 403].includes(write.code) || write.verb !== 'create' || (write.code === 403 && write.who === 'kubectl')
    return { ...write, ...(!isRead && { of: '' }), ...(stored !== undefined && { stored }), ...(event !== undefined && { event }) }
  })
  return [...own.filter(({ who }) => who !== 'kubectl'), ...users].sort((a, b) => a.at - b.at)
}

/** As the page's terminal reads a file. */
function documents(text: string): readonly unknown[] {
  return parseAllDocuments(text).map((document) => {
    const [error] = document.errors
    if (error)
      throw error
    return document.toJS() as unknown
  })
}

/** Types the commands of a recorded run, each at its time, and tells what came of it. */
export function typed(run: RunFacts, { scenario, unseen = [], begins = 20.5 + Math.max(0, ...unseen.map(({ at }) => -at)), except = /^$/, faults = [], delay: [from, to, by] = [Infinity, Infinity, 0], afterwards = 2, acts = [] }: TypedPlay): { readonly model: ModelFacts, readonly history: History } {
  const simulation = openCluster({ scenario: { ...scenario, faults: faults.map(fault => ({ ...fault, at: fault.at + begins })) }, now: 0, machine, templateHash: hashOfTemplate })
  const heard: ObservedRequest[] = []
  const api = createApi({ simulation, tokens: new Map(Object.entries({ admin, ann: { user: 'ann', groups: ['system:authenticated'] }, bob: { user: 'bob', groups: ['system:authenticated'] } })), address: '10.0.0.1:6443', yaml: { parse: text => parse(text) as unknown, stringify: value => stringify(value) }, clock: simulation.now, onRequest: request => void heard.push(request) })
  const sent: WriteFact[] = []
  const advance = (ms: number): void => {
    simulation.advance(ms)
    api.refresh()
  }
  const waiting = [...acts]
  const goTo = (at: number): void => {
    for (let next = waiting[0]; next && next.at <= at; next = waiting[0]) {
      advance(Math.max(0, (begins + next.at) * 1000 - simulation.now()))
      next.act(simulation)
      waiting.shift()
    }
    advance(Math.max(0, (begins + at) * 1000 - simulation.now()))
  }
  const commands = run.commands.filter(({ line, as }) => !except.test(`${as ?? ''} ${line}`)).map(command => ({ ...command, at: command.at + (command.at >= from && command.at < to ? by : 0) }))
  const all = [...commands, ...unseen.map(each => ({ stdin: undefined, ...each, as: undefined, isUnseen: true }))].sort((a, b) => a.at - b.at)
  const done = all.flatMap((command): readonly CommandFact[] => {
    const { line, stdin, as, at } = command
    goTo(at)
    const begun = simulation.now()
    const known = rolesIn(simulation, begins)
    const { printed, code } = runKubectl(wordsOf(line).map(word => /^[\w-]+(?:\/\d+)+$/.test(word) ? nameOf(word, simulation, known) : word), {
      handle: (request) => {
        const answer = api.handle(request)
        sent.push(...heard.splice(0).flatMap(each => writeOf(each, request.body, simulation.now() / 1000 - begins) ?? []))
        return answer
      },
      token: as ?? 'admin',
      now: simulation.now,
      readYaml: documents,
      pass: advance,
    }, { ...(stdin !== undefined && { input: stdin.replace(/^ *uid: .*\n/m, '') }) })
    const words = (stream: string): string => printed.filter(each => each.stream === stream).map(({ text }) => text).join('')
    return 'isUnseen' in command ? [] : [{ at: begun / 1000 - begins, line, ...(as !== undefined && { as }), ...(stdin !== undefined && { stdin }), out: words('out'), err: words('err'), exit: code, took: (simulation.now() - begun) / 1000 }]
  })
  goTo((commands.at(-1)?.at ?? 0) + afterwards)
  const roles = rolesIn(simulation, begins)
  const model = factsOf(run.run, simulation.history, begins)
  return { history: simulation.history, model: { ...model, writes: together(model.writes, sent.filter(({ at }) => at >= 0).map(write => ({ ...write, of: roles.of(write.of) }))), commands: done.map(each => ({ ...each, out: roles.in(each.out), err: roles.in(each.err) })) } }
}
