import { firstPod, type Played, pod, scenario, terminalOnly, typedIn, web } from './scenario.ts'

const requests = { cpu: '250m', memory: '64Mi' }

const taint = { key: 'only', value: 'gpu', effect: 'NoSchedule' } as const

/** How the model plays the recordings of scheduling. */
export const scheduling = {
  'scheduling-bare-pods': { scenario: scenario([1, 2, 3, 4].map(number => ({ run: 'run', at: number / 10 - 0.1, name: `bare-${number}`, image: 'nginx' }))) },
  'scheduling-bare-with-requests': { scenario: scenario([1, 2, 3, 4].map(number => pod(`req-${number}`, number / 10 - 0.1, { requests }))) },
  'scheduling-with-requests': { scenario: scenario([{ ...web, at: 0, replicas: 6, requests, container: 'web' }]) },
  'scheduling-cordoned': { scenario: scenario([
    { run: 'cordon', at: 0, node: 'worker-1' },
    { run: 'cordon', at: 0.07, node: 'worker-2' },
    { run: 'cordon', at: 0.14, node: 'worker-3' },
    { run: 'run', at: 0.22, name: 'web', image: 'nginx' },
    { run: 'uncordon', at: 2.41, node: 'worker-2' },
  ]) },
  'scheduling-node-selector': { scenario: scenario([
    pod('picky', 0, { spec: { nodeSelector: { disk: 'ssd' } } }),
    { run: 'label node', at: 2.27, node: 'worker-2', label: 'disk', value: 'ssd' },
  ]) },
  'scheduling-node-name': { scenario: scenario([pod('direct', 0, { spec: { nodeName: 'worker-2' } })]) },
  // The collector looks every 20 s: here, as in the recording, it happens to look 4 s after the Pod was made.
  'scheduling-node-name-missing': { scenario: scenario([pod('ghost', 15.85, { spec: { nodeName: 'worker-9' } }), { run: 'get pods', at: 61.01 }], { until: 62 }), from: 15.85 },
  'scheduling-other-scheduler': { scenario: scenario([pod('odd', 0, { spec: { schedulerName: 'mine' } })], { until: 4 }) },
  'scheduling-no-execute': { scenario: scenario([{ ...web, at: 0 }, { run: 'taint node', at: 0.89, node: 'worker-1', taint: { key: 'out', value: 'now', effect: 'NoExecute' } }], { seed: 3 }) },
  'scheduling-taint-all': { scenario: scenario([
    { run: 'taint node', at: 0, node: 'worker-1', taint },
    { run: 'taint node', at: 0.08, node: 'worker-2', taint },
    { run: 'taint node', at: 0.18, node: 'worker-3', taint },
    { run: 'run', at: 0.25, name: 'web', image: 'nginx' },
    { run: 'taint node', at: 2.44, node: 'worker-3', taint, off: true },
  ]) },
  'scheduling-taint-one': { scenario: scenario([{ run: 'taint node', at: 0, node: 'worker-1', taint }, { ...web, at: 0.09 }]) },
  'scheduling-taint-prefer': { scenario: scenario([{ run: 'taint node', at: 0, node: 'worker-1', taint: { ...taint, effect: 'PreferNoSchedule' } }, { ...web, at: 0.07 }]) },
  'scheduling-too-big': { scenario: scenario([pod('big', 0, { requests: { cpu: '100' } })]) },
  'scheduling-too-big-memory-and-cpu': { scenario: scenario([pod('big', 0, { requests: { cpu: '100', memory: '900Gi' } })]) },
  'scheduling-preemption': {
    scenario: scenario([
      { ...web, at: 0, requests: { cpu: '1500m' }, container: 'web' },
      pod('polite', 1.1, { requests: { cpu: '1' }, spec: { priorityClassName: 'never' } }),
      pod('urgent', 3.24, { requests: { cpu: '1' }, spec: { priorityClassName: 'high' } }),
      { run: 'get pods', at: 'rest' },
    ], { policy: { priorities: new Map([['high', { value: 1000 }], ['never', { value: 900, preemptionPolicy: 'Never' }]]) } }),
    since: 3.8,
  },
  'scheduling-room-is-made': {
    scenario: scenario([
      { ...web, at: 0, replicas: 4, requests: { cpu: '1500m' }, container: 'web' },
      { run: 'delete pod', at: 15.2, name: firstPod(scenario([{ ...web, at: 0, replicas: 4, requests: { cpu: '1500m' }, container: 'web' }])), wait: 'no' },
      { run: 'get pods', at: 'rest' },
    ]),
  },
  'scheduling-bare-pods (every command)': typedIn('scheduling-bare-pods', {}, {}, terminalOnly),
  'scheduling-bare-with-requests (every command)': typedIn('scheduling-bare-with-requests', {}, {}, terminalOnly),
  'scheduling-node-name (every command)': typedIn('scheduling-node-name', {}, {}, terminalOnly),
  'scheduling-node-selector (every command)': typedIn('scheduling-node-selector', {}, {}, terminalOnly),
  'scheduling-other-scheduler (every command)': typedIn('scheduling-other-scheduler', {}, {}, terminalOnly),
  'scheduling-room-is-made (every command)': typedIn('scheduling-room-is-made', {}, {}, terminalOnly),
  'scheduling-taint-all (every command)': typedIn('scheduling-taint-all', {}, {}, terminalOnly),
  'scheduling-taint-one (every command)': typedIn('scheduling-taint-one', {}, {}, terminalOnly),
  'scheduling-taint-prefer (every command)': typedIn('scheduling-taint-prefer', {}, {}, terminalOnly),
  'scheduling-too-big (every command)': typedIn('scheduling-too-big', {}, {}, terminalOnly),
  'scheduling-too-big-memory-and-cpu (every command)': typedIn('scheduling-too-big-memory-and-cpu', {}, {}, terminalOnly),
  'scheduling-with-requests (every command)': typedIn('scheduling-with-requests', {}, {}, terminalOnly),
  'scheduling-cordoned (every command)': typedIn('scheduling-cordoned', {}, {}, terminalOnly),
} as const satisfies Readonly<Record<string, Played>>
