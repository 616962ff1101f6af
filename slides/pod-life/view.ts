import type { Pod } from '../../kubernetes/api/objects.ts'
import { podStatusText } from '../../kubernetes/kubectl/printer.ts'
import { storedBy } from '../../kubernetes/history/query.ts'
import { run } from '../../kubernetes/run.ts'
import { type CreatePod, type Scenario, threeWorkers } from '../../kubernetes/scenario.ts'
import { stepAt, type StepId } from '../../talk/step.ts'
import { podLifeSteps, type PodPhase } from './steps.ts'

type LifeStepId = StepId<typeof podLifeSteps>

const preset = { run: 'create pod', at: 0 } as const satisfies Partial<CreatePod>

/** Four Pods: one that serves until it is deleted, one that crashes again and again, one that does its work, one that fails. */
const podLifeScenario: Scenario = {
  seed: 3,
  nodes: threeWorkers,
  commands: [
    { ...preset, name: 'web', containers: [{ name: 'nginx', image: 'nginx' }] },
    { ...preset, name: 'crashing', containers: [{ name: 'main', image: 'busybox', command: ['false'] }] },
    { ...preset, name: 'job', restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox', command: ['sleep', '5'] }] },
    { ...preset, name: 'failing', restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox', command: ['false'] }] },
    { run: 'delete pod', at: 30, name: 'web' },
  ],
}

const pods = run(podLifeScenario).events.flatMap(event => storedBy(event, 'Pod') ?? [])

const moments: readonly (readonly [step: LifeStepId, pod: string, isIt: (pod: Pod) => boolean])[] = [
  ['pending', 'web', ({ spec }) => spec.nodeName === undefined],
  ['bound', 'web', ({ spec, status }) => spec.nodeName !== undefined && status.hostIP !== undefined],
  ['running', 'web', ({ status }) => status.phase === 'Running'],
  ['restarted', 'crashing', ({ status }) => status.containerStatuses?.some(({ restartCount, state }) => restartCount > 0 && 'waiting' in state) ?? false],
  ['succeeded', 'job', ({ status }) => status.phase === 'Succeeded'],
  ['failed', 'failing', ({ status }) => status.phase === 'Failed'],
  ['terminating', 'web', ({ metadata }) => metadata.deletionTimestamp !== undefined],
]

/** What kubectl prints of a Pod, against what the object says. */
export interface Reading {
  readonly step: LifeStepId
  readonly status: string
  readonly phase: PodPhase
  readonly lit: boolean
}

const readings = moments.map(([step, name, isIt]) => {
  const pod = pods.find(each => each.metadata.name === name && isIt(each))
  if (!pod)
    throw new Error(`In the life of the Pod ${name} there is no moment for the step ${step}.`)
  return { step, status: podStatusText(pod), phase: pod.status.phase }
})

/** What has been read by a step, in the order of the steps. Throws a RangeError for a step that is not there. */
export function readingsAt(index: number): readonly Reading[] {
  const now = stepAt(podLifeSteps, index).id
  const reached = new Set<LifeStepId>(podLifeSteps.slice(0, index + 1).map(({ id }) => id))
  return readings.filter(({ step }) => reached.has(step)).map(each => ({ ...each, lit: each.step === now }))
}
