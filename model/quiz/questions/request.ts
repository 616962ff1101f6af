import type { Question } from '../question.ts'

/** On what happens after Enter. */
export const requestQuestions: readonly Question[] = [
  {
    id: 'when-answered',
    asks: 'When does kubectl get its “created”?',
    right: 'Once the object is in etcd',
    wrong: ['Once a node is chosen', 'Once the Pods are Running', 'Once a kubelet has reported back'],
    why: 'Created means stored. Scheduler and kubelets come later, and the answer does not wait for them.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
    told: { slide: 'wrong-arrow', step: 'answer-moves' },
  },
  {
    id: 'creates-pods',
    asks: 'Who asks for the Pods of a Deployment?',
    right: 'The ReplicaSet controller',
    wrong: ['The Deployment controller', 'The scheduler', 'kubectl, after the Deployment'],
    why: 'The Deployment controller asks for a ReplicaSet only. Another loop sees that one, and asks for its Pods.',
    source: 'docs:concepts/workloads/controllers/replicaset',
    told: { slide: 'request', step: 'first-pod' },
  },
  {
    id: 'answer-403',
    asks: 'The answer is a 403. What does the cluster tell you?',
    right: 'I know you, and you may not',
    wrong: ['I do not know you: log in again', 'Your object is not well formed', 'It is there already'],
    why: 'Authentication comes first, and its no is a 401. A 403 means that you got past it, and that what you want is not allowed.',
    source: 'docs:concepts/security/controlling-access',
    told: { slide: 'outcomes', step: 'forbidden' },
  },
  {
    id: 'pending-no-node',
    asks: 'A Pod stays Pending and has no node. Why?',
    right: 'No node fits, as far as the scheduler sees',
    wrong: ['Its image cannot be pulled', 'Its container crashes', 'The API server turned it down'],
    why: 'It is stored, so every gate let it pass. Without a node no kubelet has seen it yet, so nothing has been pulled or started.',
    source: 'docs:concepts/scheduling-eviction/kube-scheduler',
    told: { slide: 'outcomes', step: 'unschedulable' },
  },
  {
    id: 'created-no-pod',
    asks: 'The Deployment was created, and no Pod appears. Where do you look?',
    right: 'Events of the ReplicaSet',
    wrong: ['Logs of the Pod', 'Logs of the kubelets', 'Output of the command'],
    why: 'Its controller asked for Pods and may have been refused, by a quota for one. That is told to the controller, which notes it as an event.',
    source: 'code:pkg/controller/controller_utils.go',
    told: { slide: 'outcomes', step: 'pods-denied' },
  },
]
