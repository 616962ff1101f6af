import { defineSteps } from '../../talk/step.ts'

/** One box of the article's second drawing. */
export interface EightBox {
  readonly id: EightStepId
  readonly number: number
  /** The article's label; line breaks where the box needs them. */
  readonly label: string
}

/** The article's eight steps, one a click. */
export const eightSteps = defineSteps([
  {
    id: 'start',
    caption: { lead: 'Eight steps,', rest: 'as the article draws them.' },
    narration: 'You type a kubectl command and press Enter. The article tells what happens next in eight steps. Let us walk them as they are drawn.',
    source: 'docs:reference/kubectl',
  },
  {
    id: 'command',
    caption: { lead: '1. You press Enter.', rest: 'kubectl turns your words into HTTP.' },
    narration: 'One: you enter a command. kubectl reads its kubeconfig and builds an HTTP request. For this command it knows which API that goes to; for a file it has to ask first.',
    source: 'docs:concepts/configuration/organize-cluster-access-kubeconfig',
  },
  {
    id: 'receive',
    caption: { lead: '2. The API server gets it,', rest: 'over HTTPS, usually on port 6443.' },
    narration: 'Two: the request goes to the API server, over HTTPS. A command may well be several requests; the one that matters is the write.',
    source: 'docs:reference/networking/ports-and-protocols',
  },
  {
    id: 'access',
    caption: { lead: '3. Who are you? May you do this?', rest: 'Two gates, in that order.' },
    narration: 'Three: authentication asks who you are, and a no is a 401. Then authorization asks whether you may, and a no is a 403.',
    source: 'docs:concepts/security/controlling-access',
  },
  {
    id: 'validation',
    caption: { lead: '4. Is it valid?', rest: 'Admission, left out here, asks before and after.' },
    narration: 'Four: validation. The drawing leaves out admission: before validation it may change your object or refuse it, and after validation it may refuse it once more.',
    source: 'docs:reference/access-authn-authz/admission-controllers',
  },
  {
    id: 'store',
    caption: { lead: '5. Written down.', rest: 'One transaction in etcd, one new revision.' },
    narration: 'Five: the API server writes the object to etcd in one transaction. From now on the cluster remembers it.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go',
    page: true,
  },
  {
    id: 'schedule',
    caption: { lead: '6. A node is chosen.', rest: 'Until then the Pod is only a record.' },
    narration: 'Six: the scheduler assigns a node. Only Pods are scheduled; for a Deployment, controllers must first make a ReplicaSet and its Pods.',
    source: 'docs:concepts/scheduling-eviction/kube-scheduler',
  },
  {
    id: 'run',
    caption: { lead: '7. The kubelet acts.', rest: 'The Pod was there; now its containers start.' },
    narration: 'Seven: in the article the kubelet creates the Pod. The Pod object exists already; the kubelet has the container runtime start its containers.',
    source: 'code:pkg/kubelet/kuberuntime/kuberuntime_manager.go',
  },
  {
    id: 'respond',
    caption: { lead: '8. And last, the article says, your answer.', rest: 'Not so.' },
    narration: 'Eight: a response to the user, after all the work, says the article. That is not so: the API server answers right after step five. One arrow of this drawing is wrong.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
  },
])

/** Names of the eight steps, and of the opening. */
export type EightStepId = (typeof eightSteps)[number]['id']

/** The boxes in the article's order. An arrow leads from each to the next. */
export const eightBoxes: readonly EightBox[] = [
  { id: 'command', number: 1, label: 'kubectl\ncommand' },
  { id: 'receive', number: 2, label: 'API server\nreceives\nrequest' },
  { id: 'access', number: 3, label: 'Authentication\n& authorization' },
  { id: 'validation', number: 4, label: 'Validation' },
  { id: 'store', number: 5, label: 'Resource\ncreation/\nupdate in etcd' },
  { id: 'schedule', number: 6, label: 'Scheduler\nassigns node' },
  { id: 'run', number: 7, label: 'kubelet\ncreates Pod' },
  { id: 'respond', number: 8, label: 'Response\nto user' },
]
