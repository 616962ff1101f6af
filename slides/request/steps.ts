import { defineSteps, type StepId } from '../../talk/step.ts'
import { realRuns } from '../recorded.ts'
import { requestNames } from './history.ts'

const { deployment, node, pods, replicaSet, revision, ties, user } = requestNames
const count = pods.length

/** The steps of the request, from Enter to three running Pods. Names come from the history. */
export const requestSteps = defineSteps([
  {
    id: 'typed',
    caption: { lead: 'Enter.', rest: 'kubectl starts. Nothing has been sent yet.' },
    narration: `You ask for ${count} copies of nginx and press Enter. From here we follow that one request, step by step.`,
    source: 'docs:reference/kubectl',
  },
  {
    id: 'built',
    caption: { lead: 'kubectl builds an object.', rest: 'kubeconfig says where to, and as whom.' },
    narration: 'First kubectl reads its configuration file: where the API server is, and your credentials. Then it turns your words into a Deployment, an object that says what you want.',
    source: 'docs:concepts/configuration/organize-cluster-access-kubeconfig',
    page: 'paper',
    moves: ['terminal'],
  },
  {
    id: 'sent',
    caption: { lead: 'One POST to the API server.', rest: 'kubectl sends nothing more.' },
    narration: 'For this command kubectl needs exactly one request: here is a Deployment, please store it. Now it waits, and so do you.',
    source: 'code:staging/src/k8s.io/kubectl/pkg/cmd/create/create_deployment.go',
  },
  {
    id: 'authentication',
    caption: { lead: 'Who are you?', rest: `The credentials say: ${user}.` },
    narration: 'The first gate finds out who is asking. Credentials that nobody knows would end here, with a 401.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/filters/authentication.go',
    page: 'paper',
  },
  {
    id: 'authorization',
    caption: { lead: 'May you?', rest: 'A rule lets this user create Deployments.' },
    narration: 'The second gate asks whether you may do this, here. If no rule allows it, the answer is a 403. Being known is not enough.',
    source: 'docs:concepts/security/controlling-access',
  },
  {
    id: 'decoded',
    caption: { lead: 'Decoded.', rest: 'What you left out is filled in: the strategy, for one.' },
    narration: 'Now the API server reads the body and fills in what you did not say: roll out updates gradually, keep ten old versions, and so on. A body that it cannot read, such as a count that is a word, ends here with a 400.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
  },
  {
    id: 'mutating',
    caption: { lead: 'Mutating admission.', rest: 'It may change the object. Here it does not.' },
    narration: 'Admission looks at the object itself. In its first phase plugins and webhooks may still change it, or refuse it. In this run they find nothing to change on the Deployment; on its Pods they will.',
    source: 'docs:reference/access-authn-authz/admission-controllers',
  },
  {
    id: 'validation',
    caption: { lead: 'Validation.', rest: 'Is the object well formed? A bad name ends here.' },
    narration: 'Is this a proper Deployment, with a proper name and all it needs? If not, the answer is a 422. It has a unique id by now, and generation one: the first version of its wish.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/registry/rest/create.go',
  },
  {
    id: 'validating',
    caption: { lead: 'Validating admission.', rest: 'The last word: policies, webhooks, quotas.' },
    narration: 'In its second phase admission can only say yes or no. Policies, webhooks and, last of all, quotas have their say.',
    source: 'docs:reference/access-authn-authz/admission-controllers',
    page: true,
  },
  {
    id: 'stored',
    caption: { lead: 'Stored.', rest: `One transaction in etcd: revision ${revision}.` },
    narration: `The API server writes the Deployment to etcd, which gives it the next revision, ${revision}. No other part ever talks to etcd.`,
    source: 'code:staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go',
    page: 'paper',
  },
  {
    id: 'answered',
    caption: { lead: '201 Created.', rest: 'The object is stored; that is all it promises.' },
    narration: 'And that is the answer: it waits for nothing after the commit. You have your prompt back, and a promise, written down; what else there is by now, nobody has promised. Everything from here on happens without you.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
    poster: true,
    moves: ['terminal'],
  },
  {
    id: 'deployment-seen',
    caption: { lead: 'Somebody was watching.', rest: `The Deployment controller sees ${deployment}.` },
    narration: 'The Deployment controller holds a watch open, and is told that a Deployment was added. This happens at the same time as your answer: neither waits for the other.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/storage/cacher/cache_watcher.go',
    moves: ['terminal'],
  },
  {
    id: 'replica-set',
    caption: { lead: 'A ReplicaSet.', rest: 'A controller asks for it, through the same gates.' },
    narration: `The Deployment controller compares what is wanted with what is there, and asks the API server for a ReplicaSet. Its request passes the very same five gates, under its own name.`,
    source: 'code:pkg/controller/deployment/sync.go',
    page: 'paper',
  },
  {
    id: 'replica-set-seen',
    caption: { lead: 'The next watch.', rest: `The ReplicaSet controller sees ${replicaSet}.` },
    narration: 'A second controller was waiting for just that. It counts: three Pods wanted, none there.',
    source: 'docs:concepts/workloads/controllers/replicaset',
  },
  {
    id: 'first-pod',
    caption: { lead: 'One Pod first.', rest: 'Were it refused, no more would be tried yet.' },
    narration: 'It starts slowly, with a single Pod, in case something is wrong. Look at the object: mutating admission has added a service account, a volume for its token, and two tolerations of five minutes each.',
    source: 'code:pkg/controller/replicaset/replica_set.go',
  },
  {
    id: 'three-pods',
    caption: { lead: 'Then two at once.', rest: 'Three Pods, and nobody waits for the third.' },
    narration: `The first went well, so the next batch is twice as large. Now there are three Pods, three entries in etcd. The scheduler does not wait for the last of them: in ${realRuns.placedEarly} of ${realRuns.count} runs on a real cluster the first had its node before the second was stored.`,
    source: 'code:pkg/controller/replicaset/replica_set.go',
    page: true,
  },
  {
    id: 'pod-seen',
    caption: { lead: 'The scheduler sees a Pod without a node.', rest: 'It queues it.' },
    narration: 'The scheduler watches Pods, and takes those that have no node yet. It needs nobody to call it.',
    source: 'code:pkg/scheduler/eventhandlers.go',
  },
  {
    id: 'scored',
    caption: { lead: 'Filter, then score.', rest: `${ties} nodes tie; a draw picks ${node}.` },
    narration: `First it drops the nodes that cannot take the Pod, then plugins give the others points: for room that is free, for no taint that would rather keep Pods away, for no other Pod of this ReplicaSet. Here ${ties} are equally good, so it draws at random; our model draws from a seed.`,
    source: 'code:pkg/scheduler/schedule_one.go',
    page: 'paper',
  },
  {
    id: 'bound',
    caption: { lead: 'Bound.', rest: `The scheduler records ${node}, and starts nothing.` },
    narration: 'The choice is a request like any other: the API server writes the name of the node into the Pod. The scheduler starts nothing, and is done with this Pod.',
    source: 'code:pkg/registry/core/pod/storage/storage.go',
  },
  {
    id: 'all-bound',
    caption: { lead: 'Each Pod has a node.', rest: 'A node that has one scores lower: they spread.' },
    narration: 'The other two go the same way. A node that has a Pod of this ReplicaSet already scores much lower, and so each of the three goes to a node of its own. That is a preference, no rule: with one node left, all three would go there.',
    source: 'code:pkg/scheduler/framework/plugins/podtopologyspread/plugin.go',
    page: true,
  },
  {
    id: 'kubelet-told',
    caption: { lead: `The kubelet on ${node} sees ADDED.`, rest: 'Others see MODIFIED.' },
    narration: 'Each kubelet watches only the Pods of its own node. So for this kubelet the Pod is new at this moment, while everybody else sees a Pod that has changed.',
    source: 'code:pkg/kubelet/config/apiserver.go',
  },
  {
    id: 'creating',
    caption: { lead: 'ContainerCreating.', rest: 'The kubelet\'s first report on its Pod.' },
    narration: 'The kubelet has taken the Pod on, and says so in the status of the Pod. It reports while it works: neither waits for the other, and the report may come when the sandbox is up already.',
    source: 'code:pkg/kubelet/status/status_manager.go',
    page: 'paper',
  },
  {
    id: 'sandbox',
    caption: { lead: 'The sandbox is up.', rest: 'The network plugin gave it an IP address.' },
    narration: 'Over CRI the kubelet asked the container runtime for a sandbox: the shared surroundings of the Pod. The runtime had the network plugin connect it. Only the node knows the address so far: it is reported together with Running.',
    source: 'code:pkg/kubelet/kuberuntime/kuberuntime_sandbox.go',
  },
  {
    id: 'pulling',
    caption: { lead: 'PullImage.', rest: 'The container runtime fetches nginx from the registry.' },
    narration: 'Next the kubelet asks for the image. The runtime pulls it straight from the registry. This traffic does not pass the API server.',
    source: 'code:pkg/kubelet/images/image_manager.go',
  },
  {
    id: 'started',
    caption: { lead: 'The container runs.', rest: 'Only this node knows it yet.' },
    narration: 'The runtime has created the container and started it. nginx is running, but the cluster does not know: the Pod in etcd is still Pending.',
    source: 'code:pkg/kubelet/kuberuntime/kuberuntime_container.go',
    page: 'paper',
  },
  {
    id: 'running',
    caption: { lead: 'Running.', rest: 'The kubelet reports; now the cluster knows.' },
    narration: 'The kubelet hears that the container runs, mostly at once, otherwise at its next look: it looks once a second. It patches the status of the Pod, and now it is Running for everybody.',
    source: 'code:pkg/kubelet/status/status_manager.go',
  },
  {
    id: 'all-running',
    caption: { lead: 'All three run.', rest: 'Each kubelet has reported its own Pod.' },
    narration: 'The other two nodes did the same, each for itself, at the same time.',
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
    page: true,
  },
  {
    id: 'ready-counted',
    caption: { lead: `${count} of ${count} ready.`, rest: 'The ReplicaSet controller counts and writes it down.' },
    narration: 'Every report woke the ReplicaSet controller. It counts three ready Pods, and writes that into the status of the ReplicaSet.',
    source: 'code:pkg/controller/replicaset/replica_set_utils.go',
  },
  {
    id: 'available',
    caption: { lead: 'Available.', rest: 'The Deployment is as you asked for it.' },
    narration: 'That woke the Deployment controller, which marks the Deployment as available. What is there is what you wanted: the loops come to rest, and keep watching.',
    source: 'code:pkg/controller/deployment/progress.go',
    page: 'paper',
  },
  {
    id: 'get-pods',
    caption: { lead: 'To see it, ask again.', rest: 'A read passes two gates and no admission.' },
    narration: 'Your first command never told you any of this. A second one, a plain read, shows the three Pods: it passes authentication and authorization, and disturbs nobody.',
    source: 'docs:reference/using-api/api-concepts',
    moves: ['terminal'],
  },
])

export type RequestStepId = StepId<typeof requestSteps>
