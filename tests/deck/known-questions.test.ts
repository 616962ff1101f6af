import { describe, expect, it } from 'vitest'
import { clickOf, loadDeeperOutline } from '../../deck/navigation.ts'
import { knownQuestions } from '../../deck/search/questions.ts'
import { talk } from '../../deck/slides.ts'
import { createFinder } from '../../logic/search-index.ts'
import { sources } from '../../talk/add-more-sources.ts'
import { readSlides } from '../support/talk.ts'

await loadDeeperOutline()
const find = createFinder(await readSlides())

/** A place of the talk, or a page of the documentation below https://kubernetes.io/docs/. */
type Answer = string

/** What people ask in public about the architecture of Kubernetes, each in three wordings, and where it is answered. */
const asked: readonly (readonly [answer: Answer, ...wordings: readonly [string, string, string]])[] = [
  ['break-it@no-api-server', 'What happens when the master fails?', 'control plane goes down, what now', 'does my cluster survive if the master node dies'],
  ['kubelet@restart', 'One control plane, it goes down: and a Pod that crashes then?', 'master is dead and a container crashes, who restarts it', 'control plane offline, will a crashed pod be restarted'],
  ['where-it-runs@machines', 'Do control plane parts run on nodes? Which?', 'where do the control plane components run', 'on which machines are the master components installed'],
  ['where-it-runs@files', 'Who starts the API server? Why a kubelet on the control plane machine?', 'what launches kube-apiserver', 'how does the api server get started at boot'],
  ['where-it-runs@taint', 'May my Pods run on the control plane machines?', 'can I schedule workloads on the master', 'are normal pods allowed on control plane nodes'],
  ['hub@nodes', 'Which boxes are machines, where are Pods?', 'which of the boxes in the picture are servers', 'what in this diagram is a physical machine'],
  ['where-it-runs@stacked', 'Is this the only layout?', 'are other architectures possible', 'alternative topologies of a cluster'],
  ['hub@dial-in', 'Which part of a node talks to the control plane?', 'what on a worker connects to the api server', 'how do nodes communicate with the master'],
  ['three-of-each@one-leads', 'Two schedulers or controller managers: who works?', 'are multiple schedulers active at the same time', 'ha cluster with three controller managers, do all of them act'],
  ['kubelet@own-pods', 'How does a kubelet hear of its new Pod?', 'how does a node find out that a new pod was assigned to it', 'kubelet gets told about scheduled pods how'],
  ['docs:concepts/overview/working-with-objects/object-management', 'kubectl create or apply?', 'difference between kubectl apply and kubectl create', 'when to use create vs apply'],
  ['replaced@bare', 'Pod or Deployment?', 'why use a deployment instead of a bare pod', 'should I create pods directly or a deployment'],
  ['rolling-update@undo', 'Why a ReplicaSet between (and ReplicationController)?', 'what is the replicaset for if I have a deployment', 'difference between replicaset and deployment'],
  ['controller-manager@gap', 'Why does my Pod come back after delete?', 'I delete a pod and it is recreated again', 'deleted pod reappears, how do I get rid of it'],
  ['hub@exceptions', 'Which way does port-forward go?', 'how does kubectl port-forward work', 'path of port forwarding traffic'],
  ['docs:concepts/extend-kubernetes/operator', 'Controller or operator?', 'what is an operator', 'difference between operators and controllers'],
  ['three-of-each@odd', 'Why an odd number?', 'why should etcd have an odd number of members', 'odd or even etcd nodes'],
  ['three-of-each@odd', 'Are two members safer than one? (etcd)', 'is a two node etcd better than one', 'does etcd with 2 instances make sense'],
  ['etcd@timeout', 'Two of three etcd members down: why does kubectl not answer?', 'etcd lost quorum and kubectl hangs', 'what if the majority of etcd is gone'],
  ['scheduler@score', 'Why are Pods spread unevenly?', 'all my replicas are on one node, why', 'pods are not equally distributed'],
  ['scheduler@filter', 'Why is a Pod on a node whose CPU is busy?', 'scheduler placed my pod on an overloaded node with high load', 'does scheduling look at actual cpu usage'],
  ['scheduler@filter', 'Why not on the idle node?', 'one node is empty and gets no pods', 'scheduler ignores a free node'],
  ['scheduler@keep', 'Who rebalances?', 'does kubernetes redistribute running pods', 'are pods rescheduled when load changes'],
  ['scheduler@keep', 'The node is back: why do Pods not return?', 'node recovered but its pods stay elsewhere', 'my worker is online again and no pod moves back'],
  ['outcomes@unschedulable', 'Pending: insufficient CPU', 'pod pending because of not enough memory resources', '0/3 nodes are available: insufficient memory'],
  ['who-makes-room@apart', 'How to spread a Deployment over nodes?', 'make sure each replica is on a different node', 'ensure pods are distributed across zones'],
  ['replaced@terminating', 'Why five minutes until a lost node’s Pods are made anew?', 'how long until pods of a dead node are recreated', 'why does eviction from a failed node take 5 minutes for its pods'],
  ['gone-not-yet@held', 'Stuck in Terminating', 'resource hangs in deleting forever', 'finalizer never removed, object stays'],
  ['replaced@not-ready', 'What if a node just restarts?', 'what happens to pods when a worker reboots', 'quick reboot of a machine'],
  ['rolling-update@race', 'Errors during a rolling update: why is traffic still sent to a Pod that ends?', 'we get 502 on every deploy', 'requests dropped while a deployment rolls out'],
  ['pod-life@restarted', 'CrashLoopBackOff', 'what does crash loop mean', 'container keeps crashing and waits longer and longer'],
  ['kube-proxy@network', 'CNI or kube-proxy?', 'difference between network plugin and kube-proxy', 'what does calico do that kube-proxy does not'],
  ['kube-proxy@connection', 'Which Pod does a Service choose?', 'how does a service pick a pod', 'do services balance round robin'],
  ['kube-proxy@rules', 'What implements Services?', 'how are services implemented under the hood', 'who makes a service work'],
  ['kube-proxy@service', 'What is an endpoint?', 'what are endpoints for', 'endpointslice explained'],
  ['kube-proxy@service', 'Service or Deployment?', 'difference between a service and a deployment', 'how does a deployment differ from a service'],
  ['docs:concepts/services-networking/service', 'ClusterIP, NodePort, LoadBalancer?', 'what types of service are there', 'when do I use nodeport'],
  ['docs:concepts/services-networking/ingress', 'Ingress or load balancer?', 'do I need an ingress', 'ingress versus loadbalancer service'],
  ['docs:concepts/services-networking/service', 'What is a headless Service?', 'headless services, when', 'why would a service be headless'],
  ['container-runtime@sandbox', 'What is the pause container?', 'why is there a pause image on every node, one per pod', 'pause process in a pod'],
  ['kubelet@probe', 'Liveness or readiness?', 'what is a liveness probe', 'startup probe vs readiness probe'],
  ['docs:concepts/workloads/controllers/statefulset', 'Deployment or StatefulSet?', 'when do I need a stateful set', 'run a database as statefulset'],
  ['docs:concepts/overview/working-with-objects/namespaces', 'Namespace of Kubernetes or of Linux?', 'are kubernetes namespaces the same as linux namespaces', 'namespace vs kernel namespace'],
  ['docs:concepts/overview', 'Compose or Kubernetes?', 'why not docker compose', 'docker-compose compared with kubernetes'],
]

/** Where some words lead first. */
function firstOf(words: string): string {
  const [first] = find(words)
  if (!first)
    return 'nowhere'
  return first.url === undefined ? `${first.slide}@${talk.get(first.slide)?.[first.click]?.id ?? ''}` : first.url.replace('https://kubernetes.io/docs/', 'docs:').replace(/\/$/, '')
}

/** More that slides beside the talk answer, in three wordings each. */
const deeperAsked: typeof asked = [
  ['where-it-runs@managed', 'What is different in a managed control plane?', 'eks hides the master of my cluster', 'do managed kubernetes services show the control plane'],
  ['where-it-runs@certificates', 'Which certificates does a cluster use?', 'kubeadm certificates expired', 'how does the kubelet prove who it is, with a certificate'],
  ['docs:concepts/workloads/pods/disruptions', 'What is a PodDisruptionBudget?', 'pod disruption budget', 'how do I drain a node'],
  ['docs:concepts/workloads/autoscaling', 'What does the horizontal pod autoscaler do?', 'hpa', 'autoscaling of pods'],
  ['docs:concepts/workloads/controllers/job', 'What is a CronJob?', 'cronjob', 'run something every night with a cron job'],
  ['docs:reference/using-api/server-side-apply', 'What is server-side apply?', 'server side apply conflict', 'who sets managedFields'],
  ['docs:concepts/services-networking/network-policies', 'How do network policies work?', 'network policy', 'NetworkPolicy between namespaces'],
  ['who-makes-room@victim', 'What is pod priority and preemption?', 'why was my pod preempted', 'what does a PriorityClass do'],
]

/** The same as a beginner types them, in few words. */
const inShort: Readonly<Record<Answer, readonly string[]>> = {
  'kubelet@restart': ['will kubelet restart containers without master', 'pod crashed while api server is down'],
  'where-it-runs@machines': ['does etcd run on a node', 'control plane components on nodes?'],
  'where-it-runs@taint': ['untaint master', 'control plane taint'],
  'where-it-runs@stacked': ['ha topology', 'can etcd run outside the cluster'],
  'hub@nodes': ['what is a node', 'is a node a machine', 'node vs cluster'],
  'hub@dial-in': ['kubelet api server connection'],
  'kubelet@own-pods': ['kubelet new pod'],
  'docs:concepts/overview/working-with-objects/object-management': ['kubectl apply', 'what does kubectl apply do', 'apply vs replace'],
  'replaced@bare': ['naked pod', 'should i use pods or deployments'],
  'controller-manager@gap': ['pod keeps coming back', 'how to delete pod permanently'],
  'docs:concepts/extend-kubernetes/operator': ['crd'],
  'etcd@majority': ['etcd quorum'],
  'three-of-each@odd': ['how many etcd members', 'two etcd nodes'],
  'scheduler@score': ['why are pods not balanced'],
  'scheduler@filter': ['requests vs usage', 'node without pods why', 'scheduler does not use new node'],
  'scheduler@keep': ['does kubernetes move pods'],
  'outcomes@unschedulable': ['failedscheduling'],
  'who-makes-room@apart': ['pods on different nodes'],
  'replaced@terminating': ['how long until pods move'],
  'replaced@not-ready': ['node reboot', 'restart worker'],
  'rolling-update@wait': ['zero downtime'],
  'kube-proxy@connection': ['which pod gets the request'],
  'kube-proxy@service': ['what is a service', 'do i need a service'],
  'kube-proxy@rules': ['where does a service run'],
  'docs:concepts/services-networking/service': ['service without ip'],
  'container-runtime@sandbox': ['what is pause'],
  'docs:concepts/workloads/controllers/statefulset': ['database in kubernetes'],
  'docs:concepts/overview/working-with-objects/namespaces': ['what is a namespace', 'namespace', 'how do i create a namespace', 'pods in another namespace'],
  'gone-not-yet@namespace': ['namespace stuck terminating', 'delete namespace hangs'],
  'docs:concepts/overview': ['docker vs kubernetes', 'what is kubernetes'],
  'api-server@analogy': ['what is the api server'],
  'etcd@analogy': ['what is etcd'],
  'pod@pod': ['what is a pod', 'node vs pod'],
}

/** The same and their like in further words, by where they are answered. */
const further: Readonly<Record<Answer, readonly string[]>> = {
  'etcd@timeout': ['Two of three down: why does kubectl not answer?', 'two of three masters down kubectl does not respond', '2 of 3 control plane nodes are down, why doesn’t kubectl work'],
  'three-of-each@odd': ['Are two members safer than one?', 'why an uneven number of masters', 'how many control plane nodes, and why odd', 'two etcd members or one', 'etcd with two nodes high availability'],
  'scheduler@filter': ['Why on a node whose CPU is busy?'],
  'break-it@no-api-server': ['does the cluster keep working without the control plane', 'what happens if the api server is down', 'kube-apiserver crashed, do my apps still run', 'if the control plane dies do my containers keep running'],
  'where-it-runs@machines': ['which components run on the master', 'is the scheduler a pod', 'where is kube-apiserver running'],
  'where-it-runs@taint': ['can I use the control plane machine for my applications', 'is it possible to deploy pods to the master'],
  'hub@nodes': ['where are the pods in this picture'],
  'where-it-runs@stacked': ['is there another way to lay out a cluster'],
  'hub@dial-in': ['does the kubelet connect to the api server or the other way round'],
  'kubelet@own-pods': ['how does the kubelet know which pods to run', 'does the scheduler tell the kubelet about a pod', 'how does a node learn that it should run a pod'],
  'replaced@bare': ['why not create pods directly', 'what does a deployment give me that a pod does not'],
  'controller-manager@gap': ['pod is recreated after deletion', 'kubectl delete pod but it restarts'],
  'scheduler@score': ['pods not balanced between nodes'],
  'scheduler@keep': ['does kubernetes move running pods for balance', 'my node is up again but it stays empty'],
  'who-makes-room@apart': ['run one pod per node', 'keep two replicas off the same node'],
  'replaced@terminating': ['pod eviction timeout of five minutes'],
  'gone-not-yet@held': ['why does my resource not get deleted'],
  'rolling-update@race': ['connection refused while pods are replaced', 'a terminating pod still receives traffic'],
  'kube-proxy@connection': ['how does a service load balance between pods'],
  'kube-proxy@rules': ['is a service a process', 'how is a clusterip implemented'],
  'kube-proxy@service': ['do I need a service if I have a deployment'],
  'docs:concepts/services-networking/ingress': ['difference between ingress and a service of type loadbalancer'],
  'docs:concepts/workloads/pods/disruptions': ['minAvailable during maintenance', 'voluntary disruption', 'eviction api'],
  'rolling-update@undo': ['what is the point of a replicaset', 'replication controller or replica set'],
  'kubelet@probe': ['which probe restarts my container'],
}

describe('a question that people ask in public', () => {
  it('there are 44 known questions, in three wordings each', () => {
    expect(asked.length).toBe(44)
    const all = asked.flatMap(([, ...wordings]) => wordings)
    expect(new Set(all).size).toBe(3 * 44)
  })

  it.each([...asked, ...deeperAsked].flatMap(([answer, ...wordings]) => wordings.map(words => [words, answer] as const)))('%s', (words, answer) => {
    expect(firstOf(words)).toBe(answer)
  })

  it.each([...Object.entries(further), ...Object.entries(inShort)].flatMap(([answer, wordings]) => wordings.map(words => [words, answer] as const)))('in further words: %s', (words, answer) => {
    expect(firstOf(words)).toBe(answer)
  })

  it('that the talk does not answer leads to one page, and to nothing that only sounds like it', () => {
    const elsewhere = asked.filter(([answer]) => answer.startsWith('docs:')).flatMap(([, ...wordings]) => wordings)
    expect(elsewhere.length).toBeGreaterThan(20)
    expect(elsewhere.filter(words => find(words).length !== 1)).toEqual([])
    expect(elsewhere.filter(words => !/\bnot in this talk\b/.test(find(words)[0]?.head ?? ''))).toEqual([])
  })
})

describe('what is known of them', () => {
  it('links to steps that exist, or to a page with one sentence', () => {
    const answered = knownQuestions.flatMap(({ answeredAt }) => answeredAt === undefined ? [] : [answeredAt.split('@')])
    expect(answered.filter(([slide = '', step = '']) => clickOf(slide, step) === undefined)).toEqual([])
    expect(knownQuestions.filter(({ answeredAt, elsewhere }) => (answeredAt === undefined) === (elsewhere === undefined))).toEqual([])
    for (const { elsewhere } of knownQuestions) {
      if (!elsewhere)
        continue
      expect(sources.has(elsewhere.source)).toBe(true)
      expect(elsewhere.says).toMatch(/^[A-Z][^.!?]*[.]$/)
    }
  })
})
