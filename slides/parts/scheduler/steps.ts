import { defineSteps } from '../../../talk/step.ts'
import { dutyStep, openingStep, takeawayStep } from '../part-steps.ts'
import { scheduler } from './facts.ts'

/** The steps of the scheduler at work. */
export const schedulerSteps = defineSteps([
  openingStep(scheduler),
  dutyStep(scheduler, 'queue'),
  dutyStep(scheduler, 'filter'),
  { ...dutyStep(scheduler, 'score'), page: true },
  {
    id: 'bind',
    caption: { lead: 'A binding:', rest: 'one POST that names Pod and node.' },
    narration: 'The choice is sent to the API server as a binding, a request like any other. The API server writes the name of the node into the Pod, and with that the scheduler is done with it.',
    source: 'code:pkg/scheduler/framework/plugins/defaultbinder/default_binder.go',
  },
  {
    id: 'tie',
    caption: { lead: 'Equal points?', rest: 'It draws a node at random.' },
    narration: 'The second Pod finds two nodes with the same points, and the scheduler draws one of them at random; on this slide the draw comes from a seed. Mind that no ReplicaSet asks for both of them: for the second of its Pods the node of the first would have scored lower, and nothing been left to chance.',
    source: 'code:pkg/scheduler/schedule_one.go',
  },
  takeawayStep(scheduler, 'Both Pods have a node now, and both are still Pending: no container has been started.'),
])
