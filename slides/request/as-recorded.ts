import type { RecordedSlide, RecordedStep } from '../as-recorded/types.ts'
import { recordedBytes } from './recorded-bytes.ts'
import { recordedRun, recordedTimes } from './recorded-times.ts'
import type { RequestStepId } from './steps.ts'

const create = 'kubectl create deployment web --image=nginx --replicas=3'
const watch = (what: string): string => `kubectl get ${what} -w --output-watch-events`

const commands: Readonly<Record<RequestStepId, string>> = {
  'typed': `${create} -v=9`,
  'built': `${create} --dry-run=client -o yaml`,
  'sent': `${create} -v=9`,
  'authentication': 'kubectl auth whoami',
  'authorization': 'kubectl auth can-i create deployments',
  'decoded': `${create} --dry-run=server -o yaml`,
  'mutating': `${create} --dry-run=server -o yaml`,
  'validation': 'kubectl create deployment Web_1 --image=nginx',
  'validating': 'kubectl get validatingadmissionpolicies,validatingwebhookconfigurations',
  'stored': 'kubectl get deployment web -o yaml',
  'answered': `${create} -v=9`,
  'deployment-seen': watch('deployments'),
  'replica-set': 'kubectl get replicasets -l app=web -o yaml',
  'replica-set-seen': watch('replicasets'),
  'first-pod': watch('pods'),
  'three-pods': 'kubectl get events --field-selector reason=SuccessfulCreate',
  'pod-seen': 'kubectl get pods -w --output-watch-events --field-selector spec.nodeName=',
  'scored': 'kubectl get events --field-selector reason=Scheduled',
  'bound': 'kubectl get events --field-selector reason=Scheduled',
  'all-bound': 'kubectl get pods -o wide',
  'kubelet-told': 'kubectl get pods -w --output-watch-events --field-selector spec.nodeName=worker-1',
  'creating': `${watch('pods')} -o yaml`,
  'sandbox': `${watch('pods')} -o yaml`,
  'pulling': 'kubectl get events -w --field-selector reason=Pulling',
  'started': 'kubectl get events -w --field-selector reason=Started',
  'running': `${watch('pods')} -o yaml`,
  'all-running': watch('pods'),
  'ready-counted': watch('replicasets'),
  'available': 'kubectl wait --for=condition=Available deployment/web',
  'get-pods': 'kubectl get pods -v=8',
}

const { from: thirdPod } = recordedTimes['three-pods']
const { from: firstBound } = recordedTimes.bound

const differences: Partial<Record<RequestStepId, string>> = {
  'built': 'What kubectl printed was recorded from another run of the same command.',
  'sent': 'What kubectl printed was recorded from another run of the same command.',
  'answered': 'What kubectl printed was recorded from another run of the same command.',
  'decoded': 'The audit log has the object as it was decoded. What kubectl had sent is shorter: 205 bytes, without the defaults.',
  'deployment-seen': 'The time is that of the recorder’s own watch. The controller had heard of it before: its request came earlier.',
  'replica-set': 'After it the controller wrote the status of the Deployment. Its second such write was refused with a 409, as its copy was old, and came again; so it is in the model.',
  'three-pods': `In this run the first Pod had its node asked for (${firstBound} ms) before the third Pod was (${thirdPod} ms). The picture shows the Pods first.`,
  'pod-seen': 'The time is that of the recorder’s own watch. The scheduler had heard of it before: its binding came earlier.',
  'kubelet-told': 'The time is that of the recorder’s own watch, which sees all Pods: to it the Pod is MODIFIED.',
  'creating': 'Of the 36 Pods of all runs 9 never had this report: their sandbox was up before it. For 11 the kubelet was first refused to read its own Pod, as the authorizer had not heard of the binding yet, and reported 0.3 to 2 s after it.',
  'sandbox': 'The sandbox was up before the kubelet reported it, between these two moments.',
  'pulling': 'The image is a small stand-in, pulled from a registry beside the cluster: nginx itself takes longer.',
  'started': 'This Event is for people: nothing in the cluster acts on it. What counts is the status, at the next step.',
  'get-pods': 'When the recorder asked; nothing of the cluster decides that.',
}

const ids = Object.keys(commands) as RequestStepId[]

/** The request as a real cluster played it. */
export const recorded: RecordedSlide = {
  origin: `Run ${recordedRun.name} of ${recordedRun.count}, a cluster of Kubernetes ${recordedRun.kubernetes} with three workers, recorded on 27 November 2026 on one machine with two cores: order and what waits for what count, milliseconds are that machine’s.`,
  since: 'Enter',
  steps: Object.fromEntries(ids.map((id): [string, RecordedStep] => {
    const differs = differences[id]
    return [id, { time: recordedTimes[id], parts: recordedBytes[id], command: commands[id], ...(differs && { differs }) }]
  })),
}
