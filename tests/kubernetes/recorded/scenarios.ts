import type { Command, NodeSpec, Scenario } from '../../../kubernetes/scenario.ts'

/** The nodes of the recorded cluster. */
const nodes: readonly NodeSpec[] = [1, 2, 3].map(number => ({ name: `worker-${number}`, cpu: '2', memory: '24673844Ki', pods: 110 }))

function scenario(commands: readonly Command[], changes: Partial<Scenario> = {}): Scenario {
  return { seed: 1, nodes, commands, ...changes }
}

const requests = { cpu: '250m', memory: '64Mi' }
const web = { run: 'create deployment', name: 'web', image: 'nginx', replicas: 3 } as const
const container = { name: 'web', image: 'nginx' }
const taint = { key: 'only', value: 'gpu', effect: 'NoSchedule' } as const

/** A file with a Pod as the recordings' have it. */
function pod(name: string, at: number, more: Partial<Extract<Command, { run: 'create pod' }>> = {}): Command {
  return { run: 'create pod', at, name, labels: { app: name }, containers: [container], ...more, spec: { terminationGracePeriodSeconds: 30, ...more.spec } }
}

/**
 * By the name of its recording: the same commands, for the model. Where the times of the recording are shorter than those of
 * the model, as a pull is, a command waits until all has come to rest. The seed is one that draws the node that was drawn.
 */
export const scenarios = {
  'deploy': scenario([{ ...web, at: 0 }]),
  'scheduling-bare-pods': scenario([1, 2, 3, 4].map(number => ({ run: 'run', at: number / 10 - 0.1, name: `bare-${number}`, image: 'nginx' }))),
  'scheduling-bare-with-requests': scenario([1, 2, 3, 4].map(number => pod(`req-${number}`, number / 10 - 0.1, { requests }))),
  'scheduling-with-requests': scenario([{ ...web, at: 0, replicas: 6, requests, container: 'web' }]),
  'scheduling-cordoned': scenario([
    { run: 'cordon', at: 0, node: 'worker-1' },
    { run: 'cordon', at: 0.07, node: 'worker-2' },
    { run: 'cordon', at: 0.14, node: 'worker-3' },
    { run: 'run', at: 0.22, name: 'web', image: 'nginx' },
    { run: 'uncordon', at: 2.41, node: 'worker-2' },
  ]),
  'scheduling-node-selector': scenario([
    pod('picky', 0, { spec: { nodeSelector: { disk: 'ssd' } } }),
    { run: 'label node', at: 2.27, node: 'worker-2', label: 'disk', value: 'ssd' },
  ]),
  'scheduling-node-name': scenario([pod('direct', 0, { spec: { nodeName: 'worker-2' } })]),
  'scheduling-other-scheduler': scenario([pod('odd', 0, { spec: { schedulerName: 'mine' } })], { until: 4 }),
  'scheduling-no-execute': scenario([{ ...web, at: 0 }, { run: 'taint node', at: 'rest', node: 'worker-1', taint: { key: 'out', value: 'now', effect: 'NoExecute' } }], { seed: 3 }),
  'scheduling-taint-all': scenario([
    { run: 'taint node', at: 0, node: 'worker-1', taint },
    { run: 'taint node', at: 0.08, node: 'worker-2', taint },
    { run: 'taint node', at: 0.18, node: 'worker-3', taint },
    { run: 'run', at: 0.25, name: 'web', image: 'nginx' },
    { run: 'taint node', at: 2.44, node: 'worker-3', taint, off: true },
  ]),
  'scheduling-taint-one': scenario([{ run: 'taint node', at: 0, node: 'worker-1', taint }, { ...web, at: 0.09 }]),
  'scheduling-taint-prefer': scenario([{ run: 'taint node', at: 0, node: 'worker-1', taint: { ...taint, effect: 'PreferNoSchedule' } }, { ...web, at: 0.07 }]),
  'scheduling-too-big': scenario([pod('big', 0, { requests: { cpu: '100' } })]),
  'scheduling-too-big-memory-and-cpu': scenario([pod('big', 0, { requests: { cpu: '100', memory: '900Gi' } })]),
} as const satisfies Readonly<Record<string, Scenario>>

/** The name of a recording that the model plays. */
export type ScenarioName = keyof typeof scenarios
