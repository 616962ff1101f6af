import type { Question } from '../question.ts'

/** On Pods. */
export const podQuestions: readonly Question[] = [
  {
    id: 'shared-in-pod',
    prompt: 'What do two containers of one Pod always share?',
    right: 'One IP address',
    wrong: ['One image', 'One file system', 'All of their processes'],
    why: 'They meet on localhost and cannot both listen on one port. Images and file systems are each container’s own.',
    source: 'docs:concepts/workloads/pods',
    answeredAt: { slide: 'pod', step: 'network' },
  },
  {
    id: 'node-dies',
    prompt: 'A node dies. What of a ReplicaSet’s Pods there?',
    right: 'New ones replace them',
    wrong: ['They move to another node', 'They wait for it', 'They restart elsewhere'],
    why: 'A Pod stays with its node for life. The ReplicaSet gets new ones, with new names, UIDs and addresses.',
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
    answeredAt: { slide: 'replaced', step: 'replacement' },
  },
  {
    id: 'restart-or-new',
    prompt: 'A crashed container runs again. Is that a new Pod?',
    right: 'No: same Pod, same node',
    wrong: ['Yes, on the same node', 'Yes, wherever there is room', 'No, but with a new name'],
    why: 'A restart happens inside the Pod, which keeps its name and its UID. Only a replacement is a new Pod.',
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
    answeredAt: { slide: 'pod-life', step: 'restarted' },
  },
  {
    id: 'terminating',
    prompt: 'kubectl says Terminating. What is that?',
    right: 'A Pod with a deletion time',
    wrong: ['The last phase of every Pod', 'A container that has crashed', 'A node that shuts down'],
    why: 'It is no phase: kubectl prints it while the Pod is being deleted, and the phase stays until its containers have ended.',
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
    answeredAt: { slide: 'pod-life', step: 'terminating' },
  },
]

/** On everything at once. */
export const closingQuestions: readonly Question[] = [
  {
    id: 'loops-told',
    prompt: 'Who tells the next loop that it is its turn?',
    right: 'Nobody: each one watches the API',
    wrong: ['The loop before it', 'The controller manager', 'etcd, by calling it'],
    why: 'Controllers do not call each other. Each watches objects and acts on what it finds there.',
    source: 'docs:concepts/architecture/controller',
    answeredAt: { slide: 'whole-picture', step: 'loops' },
  },
  {
    id: 'command-does',
    prompt: 'What does your kubectl create do, in one sentence?',
    right: 'It writes down what you want',
    wrong: ['It starts your containers', 'It gives orders to the nodes', 'It waits until all of it runs'],
    why: 'A command stores desired state. Loops that run all the time bring the cluster there, and keep it there.',
    source: 'docs:concepts/overview/kubernetes-api',
    answeredAt: { slide: 'conclusion', step: 'desired-state' },
  },
]
