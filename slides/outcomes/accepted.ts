import type { EventOf } from '../../kubernetes/history/event.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'
import type { Outcome } from './outcome.ts'
import { on } from '../../kubernetes/history/query.ts'
import { exited, gateSteps, stored } from './request-steps.ts'
import { cluster, create } from './refused.ts'

function noted(reason: string) {
  return on('committed', ({ object }) => object.kind === 'Event' && object.reason === reason)
}

/** A kubelet's report on a Pod whose container waits for that reason. */
function waits(reason: string) {
  return ({ object }: EventOf<'committed'>): boolean => object.kind === 'Pod'
    && object.status.containerStatuses?.some(({ state }) => 'waiting' in state && state.waiting.reason === reason) === true
}

const answered = { id: 'answered', caption: { lead: '201 Created.', rest: 'You have your prompt back.' }, at: exited(0) } as const

/** The command that works: what the others are compared with. */
export const created = {
  id: 'created',
  short: '201',
  title: 'Created',
  component: 'etcd',
  where: 'etcd: it is stored',
  answer: '201 Created',
  brief: '201 created',
  scenario: cluster({}),
  caption: { lead: '201: five gates, one commit.', rest: 'The Pods come later.' },
  narration: 'First the good case, to compare with: five gates, one transaction in etcd, 201. Created means stored. Each of the next commands ends somewhere else.',
  source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
  inner: [
    ...gateSteps(),
    stored,
    { id: 'answered', at: exited(0) },
    { id: 'running', caption: { lead: 'Later: three Pods run.', rest: 'Your command never said so.' }, at: on('committed', ({ object }) => object.kind === 'Deployment' && object.status.availableReplicas === create.replicas) },
  ],
} as const satisfies Outcome

/** The user sees “created”, and the Pods are refused. */
export const podsDenied = {
  id: 'pods-denied',
  short: 'quota',
  title: 'Accepted, but its Pods are not',
  component: 'kube-controller-manager',
  where: 'a quota, for its Pods',
  answer: '201 Created',
  brief: '201, then 403 for its Pods: over quota',
  scenario: cluster({ policy: { quotas: [{ name: 'no-pods', namespace: 'default', pods: 0 }] }, commands: [create, { run: 'get deployment', at: 30, name: create.name }] }),
  event: 'FailedCreate',
  caption: { lead: 'You saw “created”.', rest: 'Its Pods were refused, and nobody told you.' },
  narration: 'Your Deployment is fine, and you get your 201. Then the ReplicaSet controller asks for a Pod, through the same gates, and a quota says no: to the controller, not to you. Look for FailedCreate on the ReplicaSet. Pod Security, say, would have warned you at once, in a namespace that is labelled to warn.',
  source: 'code:pkg/controller/controller_utils.go',
  inner: [
    stored,
    answered,
    { id: 'replica-set', caption: { lead: 'A ReplicaSet.', rest: 'The Deployment controller asks for it: no quota counts it.' }, at: on('committed', ({ object }) => object.kind === 'ReplicaSet') },
    { id: 'pod-refused', caption: { lead: '403, for the controller.', rest: 'A quota of no Pods has the last word.' }, at: on('answered', ({ request, code }) => request.resource === 'pods' && code === 403) },
    {
      id: 'failed-create',
      at: noted('FailedCreate'),
      request: on('answered', ({ request, code }) => request.resource === 'pods' && code === 403),
    },
    { id: 'none-of-three', caption: { lead: 'Still 0/3.', rest: 'The controller tries again, ever more seldom.' }, at: exited(1), scrolled: 1 },
  ],
} as const satisfies Outcome

/** Stored, and then it does not run. */
export const stuck = [
  {
    id: 'unschedulable',
    short: 'taint',
    title: 'No node may take it',
    component: 'kube-scheduler',
    where: 'scheduler: no node',
    answer: '201 Created',
    brief: '201, then Pending: no node fits',
    scenario: cluster({
      nodes: threeWorkers.map(node => ({ ...node, taints: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }] })),
      commands: [create, { run: 'get pods', at: 30 }],
    }),
    event: 'FailedScheduling',
    caption: { lead: 'Pending.', rest: 'The Pods are stored; the scheduler finds no node for them.' },
    narration: 'Three Pods are stored, and each node has a taint that they do not tolerate. So the scheduler binds nothing. It writes down why, as an event, and tries again when something changes.',
    source: 'code:pkg/scheduler/framework/types.go',
    inner: [
      answered,
      { id: 'three-pods', caption: { lead: 'Three Pods are stored.', rest: 'No node takes any of them.' }, at: on('committed', ({ request, object }) => object.kind === 'Pod' && request.verb === 'create' && !request.subresource), nth: create.replicas },
      { id: 'filtered', caption: { lead: 'Filter.', rest: 'Every node has a taint that the Pod does not tolerate.' }, at: on('filtered') },
      { id: 'failed-scheduling', at: noted('FailedScheduling') },
      { id: 'still-pending', caption: { lead: 'Still Pending.', rest: 'Half a minute later nothing has changed.' }, at: exited(1), scrolled: 1 },
    ],
  },
  {
    id: 'image-pull',
    short: 'image',
    title: 'There is no such image',
    component: 'kubelet',
    where: 'nodes: no image',
    answer: '201 Created',
    brief: '201, then ImagePullBackOff',
    scenario: cluster({ commands: [{ ...create, image: 'nginx:gone' }, { run: 'get pods', at: 20 }] }),
    event: 'BackOff',
    caption: { lead: 'ImagePullBackOff.', rest: 'The nodes cannot fetch the image, and keep trying.' },
    narration: 'Nobody in the control plane looks at whether an image exists. The Pods are bound, the sandboxes are up, and then the registry says no. The kubelet tries again after some ten to fifteen seconds, then after about twice as long each time, up to five minutes.',
    source: 'docs:concepts/containers/images',
    inner: [
      answered,
      { id: 'pulling', caption: { lead: 'PullImage.', rest: 'The Pod has a node; its runtime asks the registry.' }, at: on('cri-called', ({ call }) => call === 'PullImage') },
      { id: 'err-image-pull', caption: { lead: 'ErrImagePull.', rest: 'The registry has no such image.' }, at: on('committed', waits('ErrImagePull')), nth: create.replicas },
      { id: 'back-off', at: on('committed', waits('ImagePullBackOff')), nth: create.replicas },
      { id: 'get-pods', caption: { lead: 'Seen from outside.', rest: 'Either word, for as long as the image is not there.' }, at: exited(1), scrolled: 1 },
    ],
  },
] as const satisfies readonly Outcome[]
