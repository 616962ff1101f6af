import { requestNames } from '../request/history.ts'
import type { Outcome } from './outcome.ts'
import { on } from '../../kubernetes/history/query.ts'
import { exited } from './request-steps.ts'
import { cluster, create } from './refused.ts'

const [victim = '', , logged = ''] = requestNames.pods.toSorted()

/** Commands that create nothing. The Deployment is there already, with its three Pods. */
export const others = [
  {
    id: 'get-pods',
    short: 'get',
    title: 'A read',
    component: 'kube-apiserver',
    where: 'the API server',
    answer: '200 OK',
    brief: '200 get pods: a read',
    // Two minutes after the Pods were made.
    scenario: cluster({ commands: [create, { run: 'get pods', at: 120.1 }] }),
    scrolled: 1,
    caption: { lead: 'A read ends here:', rest: 'two gates, no admission, no kubelet asked.' },
    narration: 'A plain read passes authentication and authorization, and that is all. The API server answers it. No scheduler and no kubelet hears of it, so what you see is what was reported last.',
    source: 'docs:reference/using-api/api-concepts',
    inner: [
      { id: 'sent', caption: { lead: 'Sent.', rest: 'One GET to the API server.' }, at: on('sent', ({ request }) => request.verb === 'list') },
      { id: 'authentication', caption: { lead: 'Who are you?', rest: 'Authentication knows the credentials.' }, at: on('gate', ({ request, gate }) => request.verb === 'list' && gate === 'authentication') },
      { id: 'authorization', caption: { lead: 'May you?', rest: 'A rule lets you list Pods. Admission is not asked.' }, at: on('gate', ({ request, gate }) => request.verb === 'list' && gate === 'authorization') },
      { id: 'answered', at: exited(1) },
    ],
  },
  {
    id: 'delete-pod',
    short: 'delete',
    title: 'Deleted, and back again',
    component: 'kubelet',
    where: 'kubelet, in up to 30 s',
    answer: '200 OK',
    brief: '200 delete, up to 30 s',
    scenario: cluster({ commands: [create, { run: 'delete pod', at: 'rest', name: victim }] }),
    scrolled: 1,
    caption: { lead: '“deleted” is an appointment:', rest: 'up to 30 s to end, and a new Pod meanwhile.' },
    narration: 'Delete only notes a time, by default thirty seconds from now, by which the kubelet is to have ended the containers. The ReplicaSet controller does not wait for that: it asks for a new Pod at once, often before the deletion is even answered. kubectl has printed its line, and watches until the old Pod is gone.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go',
    inner: [
      { id: 'sent', caption: { lead: 'Sent.', rest: 'One DELETE to the API server.' }, at: on('sent', ({ request }) => request.verb === 'delete') },
      { id: 'marked', caption: { lead: 'Marked, not removed.', rest: 'deletionTimestamp: 30 s from now.' }, at: on('committed', ({ request }) => request.verb === 'delete') },
      { id: 'watching', caption: { lead: 'kubectl has printed, and watches.', rest: 'Your prompt is not back.' }, at: on('answered', ({ request }) => request.verb === 'watch') },
      { id: 'stopping', caption: { lead: 'StopContainer.', rest: 'The kubelet does its part; no controller waits for it.' }, at: on('cri-called', ({ call }) => call === 'StopContainer') },
      {
        id: 'replaced',
        at: on('committed', ({ request, object, at }) => object.kind === 'Pod' && request.verb === 'create' && !request.subresource && at > 1),
      },
      { id: 'removed', caption: { lead: 'Removed.', rest: 'The kubelet reports the end, and deletes it for good.' }, at: on('removed') },
      { id: 'prompt-back', caption: { lead: 'Gone.', rest: 'The watch says DELETED, and your prompt is back.' }, at: exited(1) },
    ],
  },
  {
    id: 'logs',
    short: 'logs',
    title: 'All the way to a node',
    component: 'kubelet',
    where: 'kubelet, on port 10250',
    answer: '200 OK',
    brief: '200 logs: by port 10250',
    scenario: cluster({ commands: [create, { run: 'logs', at: 'rest', name: logged, tail: 1 }] }),
    scrolled: 1,
    caption: { lead: 'Logs live on the node,', rest: 'so here the API server dials a kubelet.' },
    narration: 'Everything so far ended at the API server, for the kubelets come to it. Logs are not in etcd. So here the API server opens a connection to a kubelet, on port 10250. Exec goes the same way.',
    source: 'docs:concepts/architecture/control-plane-node-communication',
    inner: [
      { id: 'looked-up', caption: { lead: 'First a look at the Pod.', rest: 'kubectl needs the name of its container.' }, at: on('answered', ({ request, at }) => request.actor === 'kubectl' && request.verb === 'get' && request.subresource === undefined && at > 1) },
      { id: 'authorization', caption: { lead: 'May you?', rest: 'Logs are a resource of their own: pods/log.' }, at: on('gate', ({ request, gate }) => request.subresource === 'log' && gate === 'authorization') },
      { id: 'dialled', caption: { lead: 'The API server dials the kubelet.', rest: 'Port 10250, on the Pod’s node.' }, at: on('dialled') },
      { id: 'answered', at: exited(1), open: on('dialled') },
    ],
  },
] as const satisfies readonly Outcome[]
