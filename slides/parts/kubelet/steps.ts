import { defineSteps, type StepId } from '../../../talk/step.ts'
import { dutyStep, openingStep, takeawayStep } from '../part-steps.ts'
import { kubelet } from './facts.ts'

/** The kubelet at work: its own Pod in, CRI calls, a probe, a restart, and what it reports. */
export const kubeletSteps = defineSteps([
  openingStep(kubelet),
  dutyStep(kubelet, 'own-pods'),
  {
    id: 'sandbox',
    caption: { lead: 'First the sandbox:', rest: 'the address of the Pod comes with it.' },
    narration: 'The kubelet speaks to the container runtime over CRI. Its first call asks for the sandbox: the surroundings that all containers of the Pod will share, with one address.',
    source: 'code:pkg/kubelet/kuberuntime/kuberuntime_sandbox.go',
  },
  {
    id: 'containers',
    caption: { lead: 'Then each container:', rest: 'pull the image, create, start.' },
    narration: 'Then each container: pull its image, unless the node has it and that will do, create the container, start it. It runs now, and the API server has not heard of it yet.',
    source: 'code:pkg/kubelet/kuberuntime/kuberuntime_container.go',
    page: true,
  },
  {
    id: 'probe',
    caption: { lead: 'It runs. Is it ready?', rest: 'The kubelet asks the container itself.' },
    narration: 'Running is not ready. A readiness probe asks the container over HTTP: 200, and the Pod is ready. Failing, it only costs the Pod its Services’ traffic; a liveness probe that keeps failing has the container killed and restarted.',
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
  },
  { ...dutyStep(kubelet, 'restart'), page: true },
  dutyStep(kubelet, 'report'),
  takeawayStep(kubelet),
])

export type KubeletStepId = StepId<typeof kubeletSteps>
