import type { Question } from '../question.ts'

/** On what happens after Enter. */
export const requestQuestions: readonly Question[] = [
  {
    id: 'when-answered',
    prompt: 'When does kubectl get its “created”?',
    right: 'Once the object is in etcd',
    wrong: ['Once a node is chosen', 'Once the Pods are Running', 'Once a kubelet has reported back'],
    why: 'Created means stored. Scheduler and kubelets come later, and the answer does not wait for them.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
    answeredAt: { slide: 'wrong-arrow', step: 'answer-moves' },
  },
  {
    id: 'creates-pods',
    prompt: 'Who asks for the Pods of a Deployment?',
    right: 'The ReplicaSet controller',
    wrong: ['The Deployment controller', 'The scheduler', 'kubectl, after the Deployment'],
    why: 'The Deployment controller asks for a ReplicaSet only. Another loop sees that one, and asks for its Pods.',
    source: 'docs:concepts/workloads/controllers/replicaset',
    answeredAt: { slide: 'request', step: 'first-pod' },
  },
  {
    id: 'answer-403',
    prompt: 'The answer is a 403. What does the cluster tell you?',
    right: 'You may not do what you ask for',
    wrong: ['Your token is no good: log in again', 'Your object is not well formed', 'It is there already'],
    why: 'Authorization says so of you, a quota or Pod Security of this object. Who shows no credentials at all gets it too, as system:anonymous; a bad token gets 401.',
    source: 'docs:concepts/security/controlling-access',
    answeredAt: { slide: 'outcomes', step: 'forbidden' },
  },
  {
    id: 'pending-no-node',
    prompt: 'A Pod has no node, and its event says FailedScheduling. Why?',
    right: 'No node fits, as far as the scheduler sees',
    wrong: ['Its image cannot be pulled', 'Its container crashes', 'The API server turned it down'],
    why: 'The scheduler tried, and noted why. Without that event nobody may have tried: the scheduler is off, the Pod is gated, or it names another scheduler.',
    source: 'docs:concepts/scheduling-eviction/kube-scheduler',
    answeredAt: { slide: 'outcomes', step: 'unschedulable' },
  },
  {
    id: 'created-no-pod',
    prompt: 'The Deployment was created, and a quota refuses its Pods. Where is that told?',
    right: 'Events of the ReplicaSet',
    wrong: ['Logs of the Pod', 'Logs of the kubelets', 'Output of the command'],
    why: 'Your command was answered before anybody asked for a Pod. The refusal is told to the controller that asks, which notes it as an event.',
    source: 'code:pkg/controller/controller_utils.go',
    answeredAt: { slide: 'outcomes', step: 'pods-denied' },
  },
]
