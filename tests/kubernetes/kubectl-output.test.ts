import { describe, expect, it } from 'vitest'
import { run } from '../../kubernetes/run.ts'
import type { Command } from '../../kubernetes/scenario.ts'
import { requestNames } from '../../slides/request/history.ts'
import recorded from '../recordings/kubectl.json' with { type: 'json' }
import { create, endOf, eventsOf, scenario } from './support.ts'
import { apiPath } from '../../kubernetes/api/kinds.ts'
import { methodOf, pathOf } from '../../kubernetes/api/request.ts'

/** A command of a recorded scenario. */
interface RecordedCommand {
  readonly argv: readonly string[]
  readonly stdout: string
  readonly stderr: string
  readonly requests: readonly { readonly method: string, readonly path: string }[]
}

const scenarios: Readonly<Record<string, { readonly commands: readonly RecordedCommand[] }>> = recorded.scenarios
const [pod = ''] = requestNames.pods.toSorted()

/** What the recorded kubectl printed and asked, for one of the commands of a recorded scenario. */
function recording(id: string, argv: string): RecordedCommand {
  const found = scenarios[id]?.commands.find(command => command.argv.join(' ') === argv)
  if (!found)
    throw new Error(`"${argv}" is not in the recorded scenario "${id}".`)
  return found
}

/** The lines that follow a command in the model's terminal. */
function printed(history: ReturnType<typeof run>, text: string): string[] {
  const lines = endOf(history).terminal
  return lines.slice(lines.findIndex(line => line.text === text) + 1).map(line => line.text)
}

describe('the model prints and asks what kubectl does', () => {
  const commands: readonly (readonly [scenario: string, command: Command])[] = [
    ['scale', { run: 'scale deployment', at: 'rest', name: 'web', replicas: 5 }],
    ['run-pod', { run: 'run', at: 'rest', name: 'debug', image: 'nginx' }],
  ]

  it.each(commands)('%s', (id, command) => {
    const history = run(scenario({ commands: [create(), command] }))
    const text = eventsOf(history, 'typed')[1]?.text ?? ''
    const { stdout, requests } = recording(id, text)
    expect(printed(history, text)).toEqual(stdout.trimEnd().split('\n'))
    const asked = eventsOf(history, 'sent').filter(({ request, causes }) => request.actor === 'kubectl' && (causes[0] ?? 0) > (eventsOf(history, 'typed')[1]?.id ?? Infinity))
    expect(asked.map(({ request }) => `${methodOf(request)} ${pathOf(request)}`)).toEqual(requests.map(({ method, path }) => `${method} ${path}`))
  })

  it('get nodes, one of which is not ready', () => {
    const [first, second, third] = scenario().nodes
    const nodes = [first, second, third && { ...third, ready: false }].filter(node => node !== undefined)
    const history = run(scenario({ nodes, commands: [{ run: 'get nodes', at: 0 }] }))
    const { stdout, requests } = recording('get-nodes', 'kubectl get nodes')
    expect(printed(history, 'kubectl get nodes')).toEqual(stdout.trimEnd().split('\n'))
    expect(requests.map(({ path }) => path)).toEqual([`${apiPath('nodes')}?limit=500`])
  })

  const unreachable: readonly Command[] = [
    { run: 'get pods', at: 0 },
    { run: 'get nodes', at: 0 },
    { run: 'scale deployment', at: 0, name: 'web', replicas: 5 },
    { run: 'run', at: 0, name: 'debug', image: 'nginx' },
    { run: 'delete pod', at: 0, name: pod },
    { run: 'logs', at: 0, name: pod },
    create(),
  ]

  it.each(unreachable)('$run, while no API server listens', (command) => {
    const history = run(scenario({ commands: [command], without: ['kube-apiserver'] }))
    const text = eventsOf(history, 'typed')[0]?.text ?? ''
    expect(printed(history, text)).toEqual(recording('unreachable', text).stderr.trimEnd().split('\n'))
  })
})
