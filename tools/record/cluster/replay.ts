import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { type Ending, run } from '../../../scripts/support/command.ts'
import { Stop } from '../../../scripts/support/task.ts'
import { auditRows } from './audit.ts'
import { createRoles, type RunFacts } from './facts.ts'
import type { Row } from './read.ts'

/** A cluster on which a scenario is played again, and what plays it. */
export interface Target {
  readonly kubectl: string
  readonly env: NodeJS.ProcessEnv
  /** The real names of the nodes that the recordings call `worker-1` and so on. */
  readonly nodes: ReadonlyMap<string, string>
  /** The API server's audit log, one JSON object a line, where it can be read. */
  readonly audit?: string
  /** A program that breaks and mends parts of the cluster: it is given the recording's words for that, such as `scheduler: stopped`. */
  readonly breaker?: string
}

/** What is watched, as the recordings have it. */
const watched: readonly (readonly [kind: string, path: string])[] = [
  ['Node', '/api/v1/nodes'],
  ['Deployment', '/apis/apps/v1/deployments'],
  ['ReplicaSet', '/apis/apps/v1/replicasets'],
  ['Pod', '/api/v1/pods'],
  ['Service', '/api/v1/services'],
  ['EndpointSlice', '/apis/discovery.k8s.io/v1/endpointslices'],
  ['Event', '/apis/events.k8s.io/v1/events'],
]

/** Words that were typed with a space in them. */
const spaced = ['--image=NGINX:bad tag', 'echo done']

/** From a gap of so many seconds on, somebody waited for the cluster to come to rest. */
const WAITED = 1
const QUIET_MS = 1500
const LONGEST_REST_MS = 40_000

const LONGEST_RUN_MS = 120_000

/** Runs a program beside the cluster to its end; that it fails is a result. @throws Stop if it cannot be started, or still runs after two minutes */
async function execute(program: string, args: readonly string[], env: NodeJS.ProcessEnv, stdin?: string): Promise<Ending & { readonly code: number }> {
  const { code, ...ending } = await run(program, args, { env, stdin, limit: LONGEST_RUN_MS })
  if (code === undefined)
    throw new Stop(`${program} ${args.join(' ')} could not be started, or had not ended after two minutes: ${ending.output.trim()}`)
  return { ...ending, code }
}

/** Runs kubectl against the cluster. @throws Stop as above */
export function kubectl({ kubectl, env }: Pick<Target, 'kubectl' | 'env'>, args: readonly string[], stdin?: string): Promise<Ending & { readonly code: number }> {
  return execute(kubectl, args, env, stdin)
}

/** The words of a command line of the recordings, which say `web/1/2` for the second Pod of the first ReplicaSet of `web`. */
export function wordsOf(line: string): readonly string[] {
  const joined = spaced.reduce((rest, each) => rest.replace(each, each.replace(' ', '\0')), line)
  return joined.split(' ').slice(1).map(word => word.replaceAll('\0', ' '))
}

/** Who has what name: the objects of a run by their roles. */
class Names {
  readonly #roles = createRoles()
  readonly #names = new Map<string, string>()
  readonly #leaving = new Set<string>()
  readonly #nodes: ReadonlyMap<string, string>

  constructor(nodes: ReadonlyMap<string, string>) {
    this.#nodes = nodes
  }

  meet(type: string, object: NonNullable<Row['object']>): void {
    this.#roles.meet(object)
    const role = this.#roles.of(object.metadata.name)
    this.#names.set(role, object.metadata.name)
    if (type === 'DELETED' || object.metadata.deletionTimestamp !== undefined)
      this.#leaving.add(role)
  }

  /** The name of the object in a role; where that goes already, of another that was made for the same, as which of them goes first is drawn. */
  #nameOf(role: string): string | undefined {
    const family = role.replace(/\d+$/, '')
    const other = this.#leaving.has(role) ? [...this.#names.keys()].find(each => each.startsWith(family) && /^\d+$/.test(each.slice(family.length)) && !this.#leaving.has(each)) : undefined
    return this.#names.get(other ?? role)
  }

  /** A text with names in place of roles. @throws Stop if there is no object in a role */
  in(words: string): string {
    return words
      .replaceAll(/\bworker-\d\b/g, role => this.#nodes.get(role) ?? role)
      .replaceAll(/(?<![\w:./-])[a-z][\w.-]*(?:\/\d+)+(?![\w./])/g, (role) => {
        const name = this.#nameOf(role)
        if (name === undefined)
          throw new Stop(`The recorded command names ${role}, but the cluster has made no such object: a Pod or a ReplicaSet is missing.`)
        return name
      })
  }
}

/** A row with the recordings' names of the nodes. */
function withRecordedNodes(row: Row, nodes: ReadonlyMap<string, string>): Row {
  const roles = new Map([...nodes].map(([role, name]) => [name, role]))
  // One name may be the beginning of another: kind calls its nodes kind-worker, kind-worker2 and so on.
  const anyName = new RegExp(`(?<![\\w.-])(?:${[...roles.keys()].map(name => name.replaceAll('.', '\\.')).join('|')})(?![\\w-]|\\.\\w)`, 'g')
  return JSON.parse(JSON.stringify(row).replaceAll(anyName, name => roles.get(name) ?? name)) as Row
}

/** The objects that were there at the end of some rows, as a watch that begins then tells them. What Events said of them belongs to the time before. */
function remainingRows(rows: readonly Row[]): readonly Row[] {
  const last = new Map(rows.flatMap(row => row.object && row.kind !== 'Event' ? [[`${row.kind} ${row.object.metadata.namespace} ${row.object.metadata.name}`, row] as const] : []))
  return [...last.values()].filter(({ type }) => type !== 'DELETED').map(row => ({ ...row, t: 0, type: 'ADDED' }))
}

/** A way to the API for plain HTTP: kubectl's own proxy, on this machine alone. */
async function openProxy(target: Target): Promise<{ readonly url: string, readonly close: () => void }> {
  const child = spawn(target.kubectl, ['proxy', '--port=0'], { env: target.env, stdio: ['ignore', 'pipe', 'pipe'] })
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /127\.0\.0\.1:\d+/.exec(line)?.[0]
      if (address)
        resolve(`http://${address}`)
    })
    child.on('error', error => reject(new Stop(`kubectl cannot be started: ${error.message}`)))
    child.on('close', () => reject(new Stop('kubectl proxy has ended: see whether kubectl reaches the cluster at all.')))
  })
  return { url, close: () => child.kill() }
}

/** The lines of an answer as they come. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const [last = '', ...lines] = `${rest}${decoder.decode(read.value, { stream: true })}`.split('\n').toReversed()
    rest = last
    yield* lines.toReversed()
  }
}

/** Watches a kind of object from now on, and tells of those that are there already. */
async function watch(proxy: string, [kind, path]: readonly [string, string], signal: AbortSignal, record: (type: string, object: NonNullable<Row['object']>) => void): Promise<void> {
  const list = await (await fetch(`${proxy}${path}`, { signal })).json() as { readonly apiVersion: string, readonly metadata: { readonly resourceVersion: string }, readonly items: readonly NonNullable<Row['object']>[] }
  // Items of a list do not say what they are.
  for (const item of list.items)
    record('ADDED', { ...item, kind })
  const response = await fetch(`${proxy}${path}?watch=1&resourceVersion=${list.metadata.resourceVersion}`, { signal })
  if (!response.ok || response.body === null)
    throw new Stop(`The cluster does not let ${path} be watched: ${response.status}.`)
  const { body } = response
  void (async () => {
    try {
      for await (const line of linesOf(body)) {
        const { type, object } = JSON.parse(line) as { readonly type: string, readonly object: NonNullable<Row['object']> }
        if (type === 'ERROR')
          throw new Stop(`The watch on ${path} has ended: ${line}`)
        record(type, object)
      }
    }
    catch (error) {
      if (!signal.aborted)
        console.warn(`The watch on ${path} has ended: ${String(error)}`)
    }
  })()
}

/**
 * Plays a recorded scenario once more: the same commands, with the same pauses, on a cluster that is there. Where
 * somebody waited a second or more, it waits until the cluster has come to rest, as images are larger elsewhere.
 *
 * @param before commands that bring about what was there when the recording began
 * @returns the rows of a recording, in order of time; requests among them only if there is an audit log
 * @throws Stop if kubectl does not reach the cluster, or an object that a command names is missing
 */
export async function replay(recorded: RunFacts, target: Target, before: readonly string[] = []): Promise<readonly Row[]> {
  const names = new Names(target.nodes)
  const rows: Row[] = []
  const proxy = await openProxy(target)
  const watches = new AbortController()
  const origin = Date.now()
  let last = origin
  const now = (): number => Date.now() - origin
  const record = (type: string, object: NonNullable<Row['object']>): void => {
    last = Date.now()
    if (object.kind !== 'Event')
      names.meet(type, object)
    const { managedFields: _, ...metadata } = object.metadata as typeof object.metadata & { readonly managedFields?: unknown }
    rows.push({ t: now(), src: 'watch', type, kind: object.kind, object: { ...object, metadata } })
  }
  async function rest(): Promise<void> {
    const until = Date.now() + LONGEST_REST_MS
    last = Date.now()
    while (Date.now() - last < QUIET_MS && Date.now() < until)
      await setTimeout(100)
  }
  try {
    await Promise.all(watched.map(kind => watch(proxy.url, kind, watches.signal, record)))
    for (const line of before) {
      const { code, stderr } = await kubectl(target, wordsOf(names.in(line)))
      if (code !== 0)
        throw new Stop(`What the recording began with could not be brought about: ${line}: ${stderr.trim()}`)
      await rest()
    }
    const start = now()
    const items = [
      ...recorded.commands.map(command => ({ at: command.at, took: command.took, command })),
      ...(recorded.acts ?? []).filter(({ what }) => !/ has quit$| says: /.test(what)).map(({ at, what }) => ({ at, took: 0, what })),
    ].sort((a, b) => a.at - b.at)
    let ended = items[0]?.at ?? 0
    for (const item of items) {
      const gap = item.at - ended
      await setTimeout(1000 * Math.max(gap, 0))
      if (gap >= WAITED)
        await rest()
      ended = item.at + item.took
      const t = now() - start
      if ('what' in item) {
        if (target.breaker === undefined)
          throw new Stop(`"${item.what}" has to be brought about: name a program that does with --break.`)
        const { code, stderr } = await execute(target.breaker, [item.what], target.env)
        if (code !== 0)
          throw new Stop(`${target.breaker} "${item.what}" ended with ${code}: ${stderr.trim()}`)
        rows.push({ t: t + start, src: 'act', what: item.what })
        continue
      }
      const { line, stdin, as } = item.command
      const argv = ['kubectl', ...wordsOf(line).map(word => names.in(word))]
      const { code, stdout, stderr } = await kubectl(target, [...argv.slice(1), ...as === undefined ? [] : [`--as=${as}`]], stdin === undefined ? undefined : names.in(stdin))
      rows.push({ t: t + start, src: 'kubectl', argv, ...(as !== undefined && { as }), ...(stdin !== undefined && { stdin }), stdout, stderr, exit: code, took: now() - start - t })
    }
    // What the recording was told of last may have come long after the last command, as the end of a Pod that will not go.
    await setTimeout(Math.max(0, 1000 * Math.max(0, ...recorded.states.map(({ at }) => at)) - (now() - start)))
    await rest()
    const audited = target.audit === undefined ? [] : auditRows(readFileSync(target.audit, 'utf8'), origin + start, Date.now())
    // Times count from the first command, as in the recordings.
    const played = rows.filter(({ t }) => t >= start).map(row => ({ ...row, t: row.t - start }))
    return [...remainingRows(rows.filter(({ t }) => t < start)), ...[...played, ...audited].sort((a, b) => a.t - b.t)].map(row => withRecordedNodes(row, target.nodes))
  }
  finally {
    watches.abort()
    proxy.close()
  }
}
