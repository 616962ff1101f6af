import { parseAllDocuments } from 'yaml'
import type { TerminalLine } from '../../kubernetes/history/state.ts'
import { type Api, createApi } from '../../kubernetes/rest/api.ts'
import { changedLines, lineDiff } from '../../kubernetes/rest/line-diff.ts'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import type { Simulation } from '../../kubernetes/simulation.ts'
import type { Connection } from '../../kubernetes/terminal/client.ts'
import { Failure } from '../../kubernetes/terminal/failure.ts'
import { completionsOf } from '../../kubernetes/terminal/completion.ts'
import { goTags } from '../../kubernetes/terminal/yaml-tags.ts'
import { typeLine } from '../../kubernetes/terminal/kubectl.ts'
import { healthyCluster, healthyScenario } from './cluster.ts'
import { setCommandRunner } from './command-runner.ts'

const token = 'terminal'
const admin = { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }

/** How much time a line may let pass in all, in milliseconds, and how many Pods a namespace may have: a link is replayed quickly, whatever it says. */
const most = { time: 120_000, pods: 100 } as const

const apis = new WeakMap<Simulation, Api>()

function documents(text: string): readonly unknown[] {
  return parseAllDocuments(text, { uniqueKeys: false, customTags: tags => [...goTags, ...tags] }).map((document) => {
    const [error] = document.errors
    if (error)
      throw error
    return document.toJS({ maxAliasCount: 100 }) as unknown
  })
}

/** The line between what was changed in a file each time it was saved: none of what was changed begins so. */
const savedAgain = /^=\n/m

/** A file that waits for somebody to edit it. */
class OpenedFile extends Error {
  readonly text: string
  constructor(text: string) {
    super('A file is open.')
    this.text = text
  }
}

/** What was changed in a file, as a link holds it: lines that went and came, with some around them. @param before what was changed in it before */
export function changesOf(opened: string, saved: string, before?: string): string {
  return `${before === undefined ? '' : `${before}=\n`}${lineDiff(opened.split('\n'), saved.split('\n'))}`
}

/** An editor that changes each file that is opened as it was changed once. @param last has what is opened after that edited; without it, it is closed as it is */
function editorOf(changes: string | undefined, last = (text: string): string => text): (text: string) => string {
  const saved = changes?.split(savedAgain) ?? []
  return (text) => {
    const next = saved.shift()
    return next === undefined ? last(text) : changedLines(text.split('\n'), next).join('\n')
  }
}

/** The file that a line opens for somebody to edit; undefined if it opens none. @param changes what was changed in it so far */
export function fileToEdit(simulation: Simulation, line: string, changes: string | undefined): string | undefined {
  const connection = connectionTo(simulation)
  try {
    // Nothing is written: it is only seen whether what was saved is taken.
    typeLine(line, { ...connection, handle: request => connection.handle(request.method === 'PATCH' ? { ...request, url: `${request.url}&dryRun=All` } : request) }, { editor: editorOf(changes, (text) => {
      throw new OpenedFile(text)
    }) })
    return undefined
  }
  catch (file) {
    if (file instanceof OpenedFile)
      return file.text
    throw file
  }
}

function connectionTo(simulation: Simulation): Connection {
  const api = apis.get(simulation) ?? createApi({ simulation, tokens: new Map([[token, admin]]), address: '10.0.0.1:6443', yaml: { parse: text => documents(text)[0], stringify: value => JSON.stringify(value) }, clock: simulation.now })
  apis.set(simulation, api)
  api.refresh()
  let passed = 0
  return {
    handle: api.handle,
    token,
    now: simulation.now,
    readYaml: documents,
    pass: (ms) => {
      passed += ms
      if (passed > most.time)
        throw new Failure('^C', 130)
      simulation.advance(ms)
      api.refresh()
    },
  }
}

/** A healthy cluster that keeps all that a real one does: the same names as the other, which keeps less. */
function begin(): Simulation {
  return healthyCluster(openCluster({ scenario: { ...healthyScenario, policy: { quotas: [{ name: 'page', namespace: '*', pods: most.pods }] } }, now: 0 }))
}

function type(simulation: Simulation, text: string, input: string | undefined): readonly TerminalLine[] {
  const { printed } = typeLine(text, connectionTo(simulation), { ...(input !== undefined && { input }), editor: editorOf(input) })
  const lines = printed.flatMap(({ stream, text: words }) => words.replace(/\n$/, '').split('\n').filter((line, _, all) => line !== '' || all.length > 1).map(line => ({ kind: stream === 'err' ? 'error' as const : 'output' as const, text: line.replaceAll('\t', '    ') })))
  return [{ kind: 'command', text }, ...lines]
}

/** What the last word of a line may become, asked of a cluster. */
export function completions(simulation: Simulation, line: string): readonly string[] {
  return completionsOf(line, connectionTo(simulation))
}

setCommandRunner({ begin, type })
