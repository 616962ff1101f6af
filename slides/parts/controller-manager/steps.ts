import { defineSteps, type StepId } from '../../../talk/step.ts'
import { dutyStep, openingStep, takeawayStep } from '../part-steps.ts'
import { controllerManager } from './facts.ts'

/** The controller manager at work: one of its loops, which notices that a Pod is missing and that another is not. */
export const controllerSteps = defineSteps([
  openingStep(controllerManager),
  dutyStep(controllerManager, 'loops'),
  {
    id: 'settled',
    caption: { lead: 'All there?', rest: 'Then it asks for nothing.' },
    narration: 'Follow the loop of ReplicaSets. Three Pods are wanted and three are there, so it has nothing to do, and it sends nothing: no question every second, not one request.',
    source: 'docs:concepts/architecture/controller',
  },
  dutyStep(controllerManager, 'watch'),
  { ...dutyStep(controllerManager, 'gap'), page: true },
  {
    id: 'starts-nothing',
    caption: { lead: 'It starts nothing.', rest: 'Scheduler and kubelet see to the rest.' },
    narration: 'What it got is an object, and nothing runs yet. The scheduler finds a node for it and the kubelet there starts it. The loop hears of that over the same watch, counts three again and is done.',
    source: 'docs:concepts/workloads/controllers/replicaset',
  },
  {
    id: 'crash',
    caption: { lead: 'A crashed container?', rest: 'The kubelet restarts it.' },
    narration: 'Now a process dies in one of the Pods. The loop is woken by the report, and still counts three: a crashed container is not its job, the kubelet restarts it on the spot.',
    source: 'docs:concepts/architecture/self-healing',
  },
  takeawayStep(controllerManager),
])

export type ControllerStepId = StepId<typeof controllerSteps>
