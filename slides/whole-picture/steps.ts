import { defineSteps, type StepId } from '../../talk/step.ts'

/** The steps of the whole picture: one layer upon the other. */
export const wholeSteps = defineSteps([
  {
    id: 'shape',
    caption: { lead: 'Two planes, seven parts.', rest: 'Each has one job, said in a word.' },
    narration: 'Now everything on one drawing, layer by layer. First the shape: a control plane that decides, worker nodes that run your programs, seven parts, and for each a single word.',
    source: 'docs:concepts/architecture',
  },
  {
    id: 'wires',
    caption: { lead: 'Nearly all wires meet at the API server.', rest: 'Only it dials etcd.' },
    narration: 'Then the wires, from who opens the connection to who accepts it. Everybody dials the API server; it alone dials etcd, and a kubelet only when somebody asks for logs, say, or exec. CRI stays on the node.',
    source: 'docs:concepts/architecture/control-plane-node-communication',
  },
  {
    id: 'request',
    caption: { lead: 'One to four: you wait.', rest: 'Posted, checked, stored, answered.' },
    narration: 'Your command takes four steps: one request, five gates, one write, one answer. For as long as that you wait, and no longer: the answer promises nothing beyond that.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
    page: 'paper',
  },
  {
    id: 'loops',
    caption: { lead: 'Five to seven: loops that watch.', rest: 'Each adds what is missing.' },
    narration: 'From here on nobody waits. One loop sees the Deployment and asks for a ReplicaSet, another sees that and asks for Pods, the scheduler sees Pods without a node. None of them calls the next: each watches, and asks the API server.',
    source: 'docs:concepts/architecture/controller',
    page: true,
  },
  {
    id: 'pods',
    caption: { lead: 'Eight and nine: the kubelets.', rest: 'Each has its Pod run, and reports it.' },
    narration: 'And on each node a kubelet sees a Pod of its own, has the runtime start it, and reports back, the way everybody does: with a request to the API server.',
    source: 'docs:reference/glossary/kubelet',
  },
  {
    id: 'whole',
    caption: { lead: 'One API, one memory, many loops.', rest: 'You can draw this yourself now.' },
    narration: 'That is all of it. One API, one memory, many loops. If you take one picture home from this talk, take this one.',
    source: 'docs:concepts/architecture',
  },
])

export type WholeStepId = StepId<typeof wholeSteps>
