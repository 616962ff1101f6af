import type { CriCall } from '../../../kubernetes/history/event.ts'
import { stepAt, stepStateAt } from '../../../talk/step.ts'
import { runtimeHistory } from './history.ts'
import { type RuntimeStepId, runtimeSteps } from './steps.ts'

/** Runtimes that speak CRI as they are. Source: docs, setup/production-environment/container-runtimes. */
const criRuntimes = ['containerd', 'CRI-O'] as const

/** Docker Engine's way back in. Source: docs, setup/production-environment/container-runtimes. */
export const dockerPath = { engine: 'Docker Engine', adapter: 'cri-dockerd', shim: 'dockershim', leftIn: '1.24' } as const

/** Everything that the picture of the container runtime shows at one step. */
export interface RuntimeView {
  readonly node: string
  readonly allCalls: readonly CriCall[]
  readonly calls: readonly CriCall[]
  /** Those answered since the step before. */
  readonly fresh: readonly CriCall[]
  readonly sandbox: { readonly ip: string } | undefined
  readonly image: string | undefined
  readonly container: { readonly image: string, readonly state: 'created' | 'running' | 'exited' } | undefined
  readonly choices: { readonly names: readonly string[], readonly state: 'pending' | 'active' | 'plain' }
  readonly docker: boolean
  readonly description: string
}

const answers = runtimeHistory.events.flatMap(event => event.kind === 'cri-returned' ? [event] : [])
const allCalls = answers.map(({ call }) => call)
const node = answers[0]?.actor.replace(/^.*@/, '') ?? ''

/** The call that each step waits for; later steps show what is there then. */
const lastCall: Readonly<Record<RuntimeStepId, CriCall | undefined>> = {
  analogy: undefined,
  sandbox: 'RunPodSandbox',
  image: 'PullImage',
  containers: 'StartContainer',
  cri: 'StartContainer',
  docker: 'StartContainer',
  keep: 'StartContainer',
}

function answeredAt(id: RuntimeStepId): CriCall[] {
  const call = lastCall[id]
  return answers.slice(0, answers.findIndex(answer => answer.call === call) + 1).map(answer => answer.call)
}

function describe({ node, calls, sandbox, image, container, choices, docker }: Omit<RuntimeView, 'description'>): string {
  return [
    calls.length === 0 ? 'The kubelet has asked the container runtime for nothing yet.' : `Over CRI the kubelet has asked the container runtime for ${calls.join(', ')}.`,
    sandbox && `There is a sandbox with the address ${sandbox.ip}${container ? `; in it ${container.image} is ${container.state}, started through runc` : ''}.`,
    image && `The image ${image} is on ${node}.`,
    `The runtime may be ${choices.names.join(' or ')}${choices.state === 'pending' ? '' : ': both speak CRI'}.`,
    docker && `${dockerPath.engine} needs ${dockerPath.adapter}: ${dockerPath.shim} left Kubernetes in ${dockerPath.leftIn}.`,
  ].filter(Boolean).join(' ')
}

/** What the picture of the container runtime shows at a step. Throws a RangeError for a step that is not there. */
export function runtimeView(index: number): RuntimeView {
  const calls = answeredAt(stepAt(runtimeSteps, index).id)
  const { at, reached } = stepStateAt(runtimeSteps, index)
  const before = answeredAt(runtimeSteps[index - 1]?.id ?? 'analogy')
  const last = answers[calls.length - 1]
  const held = last && runtimeHistory.stateAt(last.id).runtimes.get(node)
  const sandbox = held?.sandboxes[0]
  const shown = {
    node,
    allCalls,
    calls,
    fresh: calls.slice(before.length),
    sandbox: sandbox?.ip === undefined ? undefined : { ip: sandbox.ip },
    image: held?.images[0],
    container: sandbox?.containers[0],
    choices: { names: criRuntimes, state: !reached('cri') ? 'pending' as const : at('cri') ? 'active' as const : 'plain' as const },
    docker: reached('docker'),
  }
  return { ...shown, description: describe(shown) }
}
