import { defineSteps, type StepId } from '../../../talk/step.ts'
import { dutyStep, openingStep, takeawayStep } from '../part-steps.ts'
import { containerRuntime } from './facts.ts'

/** The container runtime at work: a sandbox, an image, a container; then who may do it. */
export const runtimeSteps = defineSteps([
  { ...openingStep(containerRuntime), caption: { lead: 'On every node.', rest: 'Kubernetes brings none of its own.' } },
  {
    id: 'sandbox',
    caption: { lead: 'First a sandbox:', rest: 'what the containers of the Pod will share.' },
    narration: 'The kubelet asks for a sandbox first. The runtime makes the surroundings of the Pod and has the network plugin connect them, so the Pod has an address before it has a container.',
    source: 'docs:concepts/extend-kubernetes/compute-storage-net/network-plugins',
  },
  {
    id: 'image',
    caption: { lead: 'Then the image,', rest: 'straight from its registry.' },
    narration: 'Next the image. The runtime fetches it from the registry by itself: nothing of it passes the API server, and none of it is kept in etcd.',
    source: 'docs:concepts/containers/images',
  },
  dutyStep(containerRuntime, 'containers'),
  { ...dutyStep(containerRuntime, 'cri'), page: true },
  dutyStep(containerRuntime, 'docker'),
  takeawayStep(containerRuntime),
])

export type RuntimeStepId = StepId<typeof runtimeSteps>
