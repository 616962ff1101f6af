import type { Question } from '../question.ts'

/** On what still works when a part does not. */
export const failureQuestions: readonly Question[] = [
  {
    id: 'no-scheduler',
    prompt: 'The scheduler is down. What becomes of a new Pod?',
    right: 'Stored, and Pending until it is back',
    wrong: ['Refused by the API server', 'Placed by the kubelets', 'Run on the first free node'],
    why: 'The API server takes it as ever. Nobody gives it a node meanwhile, and no event says so.',
    source: 'docs:concepts/scheduling-eviction/kube-scheduler',
    answeredAt: { slide: 'break-it', step: 'pending' },
  },
  {
    id: 'dead-node-no-loops',
    prompt: 'No controller manager runs, and a node dies. What does kubectl get nodes say?',
    right: 'Ready',
    wrong: ['NotReady', 'Unknown', 'Nothing: it is gone from the list'],
    why: 'A dead node reports nothing. A controller has to notice its silence, and no controller runs.',
    source: 'code:pkg/controller/nodelifecycle/node_lifecycle_controller.go',
    answeredAt: { slide: 'break-it', step: 'still-ready' },
  },
  {
    id: 'no-api-server',
    prompt: 'The API server stops. What of the Pods that run?',
    right: 'They run, and Services reach them',
    wrong: ['They run, but Services fail', 'They stop, one by one', 'They restart when it is back'],
    why: 'Containers are kept by their node, and rules for Services are in its kernel. Only changes stop.',
    source: 'docs:tasks/debug/debug-cluster',
    answeredAt: { slide: 'break-it', step: 'no-api-server' },
  },
]
