import type { SourceId } from '../../talk/sources.ts'

/** A question that people ask, by the words that it cannot be asked without. */
export interface KnownQuestion {
  /**
   * Groups of words: a question is this one if it has a word of each. A word stands for all its forms; several with spaces
   * between must all be there.
   */
  readonly needs: readonly (readonly string[])[]
  /** Words that make it another question. */
  readonly not?: readonly string[]
  /** Where the talk answers it: a slide and a step of it. */
  readonly answeredAt?: `${string}@${string}`
  /** What is said where the talk does not: one sentence, and the page that does. */
  readonly elsewhere?: { readonly says: string, readonly source: SourceId }
}

const fails = ['fail', 'failure', 'failing', 'die', 'dead', 'down', 'crash', 'lost', 'lose', 'gone', 'stop', 'outage', 'break', 'broken', 'away', 'offline', 'unavailable', 'loses', 'reboot']
const controlPlane = ['master', 'control plane', 'controlplane', 'control-plane', 'masters']
const apart = ['or', 'vs', 'versus', 'difference', 'differ', 'different', 'between', 'compare', 'compared', 'instead', 'rather', 'choose', 'prefer', 'same', 'distinction', 'pick']
const node = ['node', 'nodes', 'worker', 'machine', 'server', 'host', 'vm']
const etcd = ['etcd']
const members = ['member', 'members', 'node', 'nodes', 'instance', 'instances', 'replica', 'replicas', 'server', 'servers', 'cluster']

/** Questions that are asked in public about the architecture of Kubernetes; where two fit, the one that needs more words is meant. */
export const knownQuestions: readonly KnownQuestion[] = [
  { needs: [controlPlane, fails], answeredAt: 'break-it@no-api-server' },
  { needs: [controlPlane, fails, ['pod', 'container', 'app', 'process', 'workload'], ['crash', 'restart', 'restarted', 'exit', 'again', 'recover']], answeredAt: 'kubelet@restart' },
  { needs: [['component', 'components', 'part', 'parts', 'control plane', 'master', 'scheduler', 'controller manager'], ['run', 'runs', 'running', 'live', 'installed', 'located', 'sit'], [...node, 'where']], not: ['my', 'workload', 'workloads', 'application', 'own', 'two', 'three'], answeredAt: 'where-it-runs@machines' },
  { needs: [['start', 'starts', 'launch', 'launches', 'bootstrap', 'boot', 'brings'], ['api server', 'apiserver', 'kube-apiserver', 'control plane', 'master']], not: ['fail', 'container', 'again'], answeredAt: 'where-it-runs@files' },
  { needs: [['static', 'mirror'], ['pod', 'pods']], answeredAt: 'where-it-runs@files' },
  { needs: [['kubelet'], ['control plane', 'master', 'control-plane']], not: ['talk', 'talks', 'connect', 'dial', 'communicate', 'reach', 'without', 'away', 'down', 'lost', 'cut', 'worker', 'node'], answeredAt: 'where-it-runs@machines' },
  { needs: [['my', 'own', 'workload', 'workloads', 'application', 'applications', 'app', 'apps', 'user', 'regular', 'normal', 'ordinary', 'pod', 'pods', 'schedule'], ['on', 'to', 'onto'], controlPlane, ['run', 'place', 'schedule', 'scheduled', 'put', 'allowed', 'may', 'can', 'land', 'deploy']], not: ['crash', 'fails', 'down', 'component', 'components'], answeredAt: 'where-it-runs@taint' },
  { needs: [['which', 'what', 'where', 'are'], ['machine', 'machines', 'server', 'servers', 'hardware', 'vm', 'vms', 'physical', 'host', 'hosts'], ['box', 'boxes', 'picture', 'diagram', 'drawing', 'drawn', 'architecture', 'worker', 'node', 'nodes']], not: ['start', 'busy', 'fail', 'fails', 'dies', 'down', 'api', 'connects', 'talks', 'etcd', 'dead', 'lost'], answeredAt: 'hub@nodes' },
  { needs: [['managed', 'eks', 'gke', 'aks', 'hosted'], ['control plane', 'master', 'kubernetes', 'cluster', 'controlplane']], not: ['manager', 'managers', 'controllers', 'node', 'nodes'], answeredAt: 'where-it-runs@managed' },
  { needs: [['certificate', 'certificates', 'pki', 'tls', 'mtls'], ['kubelet', 'kubeadm', 'cluster', 'control plane', 'api server', 'apiserver', 'expire', 'expires', 'expired', 'components', 'each other']], answeredAt: 'where-it-runs@certificates' },
  { needs: [['only', 'other', 'another', 'alternative', 'alternatives', 'possible', 'always', 'every', 'different', 'stacked', 'external'], ['layout', 'layouts', 'topology', 'topologies', 'setup', 'setups', 'arrangement', 'architecture', 'architectures', 'lay out', 'arrange']], answeredAt: 'where-it-runs@stacked' },
  { needs: [['node', 'worker', 'workers', 'nodes'], ['talk', 'talks', 'communicate', 'communicates', 'connect', 'connects', 'contact', 'contacts', 'dial', 'dials', 'speak', 'speaks', 'call', 'calls'], ['control plane', 'master', 'api server', 'apiserver']], answeredAt: 'hub@dial-in' },
  { needs: [['scheduler', 'schedulers', 'controller manager', 'controller managers', 'controller-manager', 'controllers'], ['two', 'three', 'several', 'multiple', 'copies', 'instances', 'replicas', 'both', 'many', 'active', 'ha', 'twice']], not: ['plane', 'odd', 'pod', 'pods', 'replication', 'replicaset', 'replica'], answeredAt: 'three-of-each@one-leads' },
  { needs: [['leader', 'leaders', 'leading'], ['election', 'elect', 'elected', 'elects', 'works', 'lease', 'chosen', 'dies', 'killed', 'who', 'new']], answeredAt: 'three-of-each@lease' },
  { needs: [['kubelet', 'kubelets', 'node', 'worker'], ['hear', 'hears', 'learn', 'learns', 'know', 'knows', 'find out', 'finds out', 'told', 'notified', 'informed', 'notice', 'notices', 'get', 'discover', 'discovers'], ['new', 'assigned', 'bound', 'its', 'scheduled', 'should run', 'to run'], ['pod', 'pods']], not: ['service', 'dead', 'dies'], answeredAt: 'kubelet@own-pods' },
  { needs: [['create'], ['apply']], elsewhere: { says: 'The difference between kubectl create and kubectl apply is not in this talk.', source: 'docs:concepts/overview/working-with-objects/object-management' } },
  { needs: [['imperative', 'declarative'], ['kubectl', 'command', 'commands', 'apply', 'create', 'management', 'or', 'vs']], elsewhere: { says: 'Imperative and declarative management of objects is not in this talk.', source: 'docs:concepts/overview/working-with-objects/object-management' } },
  { needs: [['pod', 'pods', 'bare'], ['deployment', 'deployments'], [...apart, 'why', 'need', 'should', 'directly', 'use', 'give', 'better', 'advantage']], not: ['service', 'services', 'spread', 'evenly', 'statefulset', 'expose', 'replicaset', 'rolling', 'rollout', 'update'], answeredAt: 'replaced@bare' },
  { needs: [['replicaset', 'replicasets', 'replica set', 'replicationcontroller', 'replication controller'], [...apart, 'why', 'need', 'point', 'good', 'purpose', 'layer', 'for', 'deployment', 'directly']], not: ['terminating', 'deleted', 'quota', 'owner', 'orphan'], answeredAt: 'rolling-update@undo' },
  { needs: [['pod', 'pods'], ['delete', 'deleted', 'deleting', 'deletion', 'kill', 'killed', 'remove', 'removed', 'rid'], ['back', 'again', 'restart', 'reappear', 'reappears', 'recreated', 'recreate', 'returns', 'another', 'respawn', 'new', 'keeps']], not: ['node', 'stuck', 'terminating', 'static', 'mirror', 'container', 'probe', 'rollout'], answeredAt: 'controller-manager@gap' },
  { needs: [['port-forward', 'port forward', 'portforward', 'port forwarding', 'port-forwarding']], answeredAt: 'hub@exceptions' },
  { needs: [['operator', 'operators']], elsewhere: { says: 'Operators, controllers that bring kinds of their own, are not in this talk.', source: 'docs:concepts/extend-kubernetes/operator' } },
  { needs: [etcd, ['odd', 'even', 'uneven']], answeredAt: 'three-of-each@odd' },
  { needs: [etcd, ['three', '3', 'five', '5', 'seven', '7', 'four', '4'], members], not: [...fails, 'loses', 'lost', 'two'], answeredAt: 'three-of-each@odd' },
  { needs: [etcd, ['lose', 'loses', 'lost', 'fails', 'dies', 'down', 'gone', 'missing'], ['one', 'a', 'single', '1'], ['member', 'node', 'instance', 'server', 'replica']], not: ['majority', 'two', 'quorum'], answeredAt: 'three-of-each@majority' },
  { needs: [['odd', 'uneven'], [...members, ...controlPlane, 'number']], not: ['pod', 'pods'], answeredAt: 'three-of-each@odd' },
  { needs: [etcd, ['two', '2', 'four', '4'], ['safer', 'better', 'safe', 'enough', 'than', 'instead', 'worse', 'tolerate', 'sense', 'good', 'redundancy', 'ha', 'high availability', 'or', 'one']], not: ['down', 'gone'], answeredAt: 'three-of-each@odd' },
  { needs: [[...etcd, 'quorum', 'majority'], [...fails, 'two of three', 'left', 'hang', 'hangs', 'answer', 'timeout', 'quorum lost', 'without', 'missing']], not: ['backup'], answeredAt: 'etcd@timeout' },
  { needs: [['pod', 'pods', 'replicas', 'scheduler', 'distributed', 'workload', 'workloads'], ['uneven', 'unevenly', 'unbalanced', 'imbalance', 'imbalanced', 'same node', 'one node', 'unequal', 'unequally', 'equally', 'lopsided', 'evenly', 'skewed', 'skew', 'clumped', 'pile']], not: ['how', 'rebalance', 'force', 'make'], answeredAt: 'scheduler@score' },
  { needs: [['pod', 'pods', 'scheduler', 'scheduled', 'placed', 'node'], ['busy', 'overloaded', 'loaded', 'load', 'high', 'hot', 'usage', 'utilization', 'used', 'full', 'actual', 'real'], ['cpu', 'load', 'loaded', 'busy', 'overloaded', 'usage', 'processor', 'utilization', 'metrics']], not: ['insufficient', 'rescheduled', 'reschedule', 'rebalance', 'rebalanced', 'redistribute', 'service', 'services', 'traffic'], answeredAt: 'scheduler@filter' },
  { needs: [['node', 'nodes', 'machine', 'worker', 'server'], ['idle', 'empty', 'unused', 'free', 'bored', 'nothing'], ['pod', 'pods', 'scheduler', 'placed', 'scheduled', 'not', 'why', 'avoid', 'ignored', 'use', 'chosen', 'gets']], answeredAt: 'scheduler@filter' },
  { needs: [['rebalance', 'rebalances', 'rebalancing', 'redistribute', 'redistributed', 'redistributes', 'descheduler', 'reschedule', 'rescheduled', 'reshuffle', 'reshuffles', 'even out']], answeredAt: 'scheduler@keep' },
  { needs: [['new node', 'added', 'add', 'joins', 'joined'], ['node', 'nodes'], ['move', 'moved', 'moves', 'shift', 'shifts']], answeredAt: 'scheduler@keep' },
  { needs: [['node', 'nodes', 'worker', 'machine'], ['back', 'returns', 'returned', 'recovered', 'recovers', 'again', 'rejoins', 'rejoined', 'online'], ['pod', 'pods', 'workload', 'workloads', 'replicas'], ['return', 'back', 'move', 'moved', 'moves', 'come', 'stay', 'go', 'not', 'migrate', 'returning', 'never', 'empty', 'elsewhere']], answeredAt: 'scheduler@keep' },
  { needs: [['pending', 'insufficient', 'failedscheduling', 'unschedulable'], ['cpu', 'memory', 'insufficient', 'resources', 'resource']], answeredAt: 'outcomes@unschedulable' },
  { needs: [['spread', 'distribute', 'distributed', 'spreading', 'evenly', 'anti-affinity', 'antiaffinity', 'separate', 'across', 'different'], ['node', 'nodes', 'zone', 'zones', 'machines', 'workers'], ['deployment', 'replica', 'replicas', 'pod', 'pods'], ['how', 'force', 'make', 'ensure', 'can', 'want', 'constraint', 'constraints', 'anti-affinity', 'antiaffinity', 'sure', 'guarantee', 'keep', 'put', 'each']], not: ['uneven', 'unevenly', 'why', 'service', 'traffic', 'load'], answeredAt: 'who-makes-room@apart' },
  { needs: [['preempt', 'preempts', 'preempted', 'preemption', 'priority', 'priorities', 'priorityclass', 'nominatednodename', 'nominated node']], not: ['api', 'fairness'], answeredAt: 'who-makes-room@victim' },
  { needs: [['affinity', 'anti-affinity', 'antiaffinity']], not: ['session'], answeredAt: 'who-makes-room@apart' },
  { needs: [['five minutes', '5 minutes', '300', 'five minute', '5 min', 'so long', 'how long', 'minutes', 'slow', 'delay', 'wait', 'late', 'long'], ['node', 'nodes', 'worker', 'machine'], ['pod', 'pods', 'replaced', 'recreated', 'evict', 'evicted', 'eviction', 'moved', 'rescheduled']], not: ['ready', 'notready', 'not ready'], answeredAt: 'replaced@terminating' },
  { needs: [['namespace', 'namespaces'], ['terminating', 'delete', 'deleted', 'deleting', 'stuck', 'end', 'gone', 'finalizer', 'finalizers']], answeredAt: 'gone-not-yet@namespace' },
  { needs: [['terminating', 'deleting', 'delete', 'deleted', 'finalizer', 'finalizers', 'removed'], ['stuck', 'hang', 'hangs', 'forever', 'stays', 'stay', 'never', 'cannot', 'remains', 'finalizer', 'finalizers', 'goes away', 'still']], not: ['back', 'owner', 'traffic', 'request', 'requests', 'connection', 'connections'], answeredAt: 'gone-not-yet@held' },
  { needs: [['node', 'worker', 'machine', 'server'], ['reboot', 'reboots', 'rebooted', 'restart', 'restarts', 'restarted', 'rebooting', 'power cycle'], ['just', 'what', 'happens', 'pod', 'pods', 'only', 'quick', 'quickly', 'happen', 'simply', 'if', 'when', 'short', 'briefly']], not: ['container', 'crashed', 'crash', 'control', 'crashes'], answeredAt: 'replaced@not-ready' },
  { needs: [['rolling', 'rollout', 'roll out', 'update', 'updates', 'updating', 'deploy', 'deploys', 'deploying', 'deployment', 'release', 'rolls', 'upgrade', 'version'], ['error', 'errors', '502', '503', 'lost', 'lose', 'loses', 'drop', 'dropped', 'drops', 'downtime', 'traffic', 'requests', 'request', 'refused', 'connection', 'connections', 'fail', 'failing']], not: ['pending', 'quota', 'service'], answeredAt: 'rolling-update@race' },
  { needs: [['traffic', 'requests', 'request', 'connections'], ['terminating', 'ending', 'ends', 'stopping', 'shutting', 'shutdown', 'sigterm', 'stopped', 'dying', 'leaving']], answeredAt: 'rolling-update@race' },
  { needs: [['prestop', 'pre-stop', 'graceful', 'gracefully'], ['hook', 'sleep', 'why', 'what', 'shutdown', 'need', 'stop', 'terminate']], answeredAt: 'rolling-update@wait' },
  { needs: [['rollback', 'roll back', 'undo', 'rolled back', 'revert', 'previous'], ['deployment', 'rollout', 'version', 'kubectl', 'update', 'release', 'image', 'how', 'what']], not: ['delete'], answeredAt: 'rolling-update@undo' },
  { needs: [['crashloopbackoff', 'crash loop', 'crashloop', 'crash-loop', 'crash loops']], answeredAt: 'pod-life@restarted' },
  { needs: [['container', 'containers', 'pod', 'process'], ['crashing', 'restarting', 'restarts', 'crashes'], ['keeps', 'keep', 'again', 'over', 'loop', 'constantly', 'repeatedly', 'wait', 'longer', 'backoff']], not: ['control', 'master'], answeredAt: 'pod-life@restarted' },
  { needs: [['cni', 'network plugin', 'calico', 'cilium', 'flannel', 'plugin'], ['kube-proxy', 'kubeproxy', 'kube proxy', 'proxy']], answeredAt: 'kube-proxy@network' },
  { needs: [['service', 'services', 'kube-proxy'], ['which pod', 'choose', 'chooses', 'choice', 'pick', 'picks', 'select', 'selects', 'decide', 'decides', 'balance', 'balances', 'round robin', 'round-robin', 'random', 'load balance', 'load-balance']], not: ['node', 'scheduler', 'type', 'clusterip', 'nodeport', 'loadbalancer', 'ingress', 'balancer', 'deployment', 'headless'], answeredAt: 'kube-proxy@connection' },
  { needs: [['service', 'services'], ['implement', 'implements', 'implemented', 'implementation', 'works', 'made', 'behind', 'realised', 'realized', 'real', 'process', 'program', 'under the hood', 'internally', 'who', 'work']], not: ['account', 'choose', 'chooses', 'headless', 'deployment', 'type', 'endpoint', 'lost', 'fail'], answeredAt: 'kube-proxy@rules' },
  { needs: [['endpoint', 'endpoints', 'endpointslice', 'endpointslices']], answeredAt: 'kube-proxy@service' },
  { needs: [['service', 'services'], ['deployment', 'deployments'], [...apart, 'need', 'both', 'why']], answeredAt: 'kube-proxy@service' },
  { needs: [['clusterip', 'nodeport', 'cluster ip', 'node port', 'externalname']], elsewhere: { says: 'The types of a Service, ClusterIP, NodePort and LoadBalancer, are not in this talk: it shows the first only.', source: 'docs:concepts/services-networking/service' } },
  { needs: [['type', 'types', 'kinds', 'kind'], ['service', 'services']], not: ['account', 'ingress'], elsewhere: { says: 'The types of a Service, ClusterIP, NodePort and LoadBalancer, are not in this talk: it shows the first only.', source: 'docs:concepts/services-networking/service' } },
  { needs: [['loadbalancer', 'load balancer', 'load-balancer'], ['service', 'services', 'cloud', 'external', 'type', 'outside']], not: ['ingress'], elsewhere: { says: 'The types of a Service, ClusterIP, NodePort and LoadBalancer, are not in this talk: it shows the first only.', source: 'docs:concepts/services-networking/service' } },
  { needs: [['ingress', 'ingresses', 'gateway api']], elsewhere: { says: 'Ingress and what stands before it are not in this talk.', source: 'docs:concepts/services-networking/ingress' } },
  { needs: [['headless']], elsewhere: { says: 'Headless Services, which have no address of their own, are not in this talk.', source: 'docs:concepts/services-networking/service' } },
  { needs: [['pause'], ['container', 'containers', 'image', 'process', 'pod']], answeredAt: 'container-runtime@sandbox' },
  { needs: [['liveness', 'readiness', 'startup'], ['probe', 'probes', 'liveness', 'readiness', 'check', 'checks', 'ready']], answeredAt: 'kubelet@probe' },
  { needs: [['statefulset', 'statefulsets', 'stateful set', 'stateful']], elsewhere: { says: 'StatefulSets are not in this talk.', source: 'docs:concepts/workloads/controllers/statefulset' } },
  { needs: [['disruption budget', 'disruption budgets', 'poddisruptionbudget', 'poddisruptionbudgets', 'pdb', 'pdbs', 'disruption', 'minavailable', 'eviction api']], elsewhere: { says: 'Disruption budgets, and how a node is drained, are not in this talk.', source: 'docs:concepts/workloads/pods/disruptions' } },
  { needs: [['drain', 'drains', 'draining', 'drained', 'maintenance'], ['node', 'nodes', 'worker', 'machine', 'kubectl', 'maintenance']], elsewhere: { says: 'Disruption budgets, and how a node is drained, are not in this talk.', source: 'docs:concepts/workloads/pods/disruptions' } },
  { needs: [['autoscaler', 'autoscalers', 'autoscaling', 'autoscale', 'hpa', 'vpa']], elsewhere: { says: 'Autoscalers are not in this talk.', source: 'docs:concepts/workloads/autoscaling' } },
  { needs: [['cronjob', 'cronjobs', 'cron job', 'cron jobs']], elsewhere: { says: 'CronJobs and the Jobs that they make are not in this talk.', source: 'docs:concepts/workloads/controllers/job' } },
  { needs: [['server side apply', 'server-side apply', 'serverside apply', 'field manager', 'field managers', 'managedfields']], elsewhere: { says: 'Server-side apply is not in this talk.', source: 'docs:reference/using-api/server-side-apply' } },
  { needs: [['network policy', 'network policies', 'networkpolicy', 'networkpolicies']], elsewhere: { says: 'Network policies are not in this talk.', source: 'docs:concepts/services-networking/network-policies' } },
  { needs: [['daemonset', 'daemonsets', 'daemon set']], elsewhere: { says: 'DaemonSets are not in this talk.', source: 'docs:concepts/workloads/controllers/daemonset' } },
  { needs: [['namespace', 'namespaces'], ['linux', 'kernel', 'cgroup', 'cgroups', ...apart]], not: ['terminating', 'stuck', 'delete', 'policy', 'policies', 'networkpolicy'], elsewhere: { says: 'How a Namespace of Kubernetes and the namespaces of Linux differ is not in this talk: they share nothing but the word.', source: 'docs:concepts/overview/working-with-objects/namespaces' } },
  { needs: [['compose', 'docker-compose', 'swarm', 'nomad']], elsewhere: { says: 'Other ways to run containers, such as Docker Compose, are not in this talk.', source: 'docs:concepts/overview' } },
  { needs: [['informer', 'informers', 'resourceversion', 'relist', 'reflector', 'bookmark', 'bookmarks']], answeredAt: 'list-watch-compare@watching' },
  { needs: [['level', 'edge', 'levels', 'edges'], ['triggered', 'trigger', 'based', 'or', 'vs', 'driven']], answeredAt: 'list-watch-compare@levels' },
  { needs: [['409', 'conflict', 'optimistic', 'modified'], ['write', 'writers', 'update', 'object', 'concurrency', 'locking', 'two', 'clients', 'same']], not: ['exists', 'already'], answeredAt: 'list-watch-compare@conflict' },
  { needs: [['garbage', 'orphan', 'orphans', 'cascade', 'cascading', 'owner', 'ownerreference', 'ownerreferences']], answeredAt: 'gone-not-yet@owners' },
  { needs: [['api server', 'apiserver'], fails], not: ['start', 'starts', 'starting', 'static', 'connect', 'conflict'], answeredAt: 'break-it@no-api-server' },
  { needs: [controlPlane, ['without', 'survive', 'unreachable']], not: ['port', 'kubeconfig'], answeredAt: 'break-it@no-api-server' },
  { needs: [['component', 'part', 'process', 'program'], ['run', 'installed', 'live', 'located'], controlPlane], not: ['my', 'workload', 'workloads', 'without', 'down', 'crash', 'crashes', 'crashed'], answeredAt: 'where-it-runs@machines' },
  { needs: [['where'], ['api server', 'apiserver', 'scheduler', 'controller manager', 'etcd'], ['run', 'live', 'installed', 'located', 'sit']], answeredAt: 'where-it-runs@machines' },
  { needs: [['scheduler a pod', 'scheduler itself a pod', 'api server a pod', 'apiserver a pod', 'etcd a pod', 'controller manager a pod', 'control plane in pods']], answeredAt: 'where-it-runs@machines' },
  { needs: [controlPlane, ['my', 'own', 'workload', 'application', 'app'], ['use', 'run', 'may', 'can', 'allowed', 'schedule']], not: ['crash', 'crashes', 'crashed', 'fail', 'fails', 'failed', 'down', 'dies', 'dead', 'still', 'survive', 'without', 'offline', 'manager', 'managers', 'component', 'components'], answeredAt: 'where-it-runs@taint' },
  { needs: [['pod', 'container'], ['where', 'which'], ['box', 'picture', 'diagram', 'drawing', 'drawn']], answeredAt: 'hub@nodes' },
  { needs: [['kubelet'], ['connect', 'talk', 'dial', 'call', 'contact', 'reach', 'communicate'], ['api server', 'apiserver', 'control plane', 'master']], not: ['log', 'logs', 'exec', 'without', 'down', 'cannot'], answeredAt: 'hub@dial-in' },
  { needs: [['kubelet'], ['know', 'learn', 'get', 'hear', 'told', 'tell', 'find', 'decide'], ['pod'], ['which', 'how', 'what', 'scheduler']], not: ['service', 'dead', 'dies', 'restart', 'restarts', 'ready', 'log', 'logs', 'static'], answeredAt: 'kubelet@own-pods' },
  { needs: [['pod'], ['directly', 'bare', 'naked', 'by hand', 'manually', 'standalone'], ['create', 'run', 'use', 'why', 'should', 'deploy', 'make']], not: ['replicaset', 'service', 'scheduled'], answeredAt: 'replaced@bare' },
  { needs: [['two of three', '2 of 3', 'two out of three', '2 out of 3', 'two of the three', '2 of the 3'], fails, ['kubectl', 'answer', 'respond', 'hang', 'work', 'happen', 'why', 'cluster', 'what']], not: ['worker', 'workers', 'replicas', 'pods'], answeredAt: 'etcd@timeout' },
  { needs: [['pod', 'replica'], ['balanced', 'spread', 'distributed'], ['not', 'why', 'badly'], ['node', 'machine', 'worker']], not: ['service', 'traffic', 'how', 'rebalance', 'move', 'moved', 'redistributed'], answeredAt: 'scheduler@score' },
  { needs: [['move', 'migrate', 'shift'], ['running', 'existing'], ['pod', 'workload']], not: ['delete', 'deleted'], answeredAt: 'scheduler@keep' },
  { needs: [['one', '1', 'single'], ['pod', 'replica'], ['per node', 'each node', 'every node', 'per machine', 'per host']], not: ['pause', 'kubelet', 'proxy', 'runtime', 'why', 'daemonset'], answeredAt: 'who-makes-room@apart' },
  { needs: [['replica', 'pod'], ['same node', 'same machine', 'same host', 'one node'], ['keep', 'avoid', 'prevent', 'never', 'off', 'ensure', 'forbid', 'apart']], not: ['why', 'all', 'service'], answeredAt: 'who-makes-room@apart' },
  { needs: [['evict', 'eviction'], ['five minutes', '5 minutes', '5 min', '300', 'timeout', 'long', 'minutes']], answeredAt: 'replaced@terminating' },
  { needs: [['delete', 'deletion', 'remove'], ['not', 'never', 'cannot', 'can t', 'won t', 'doesn t', 'isn t'], ['resource', 'object', 'crd', 'configmap', 'deployment', 'secret']], not: ['pod', 'pods', 'quota', 'node', 'owner', 'back'], answeredAt: 'gone-not-yet@held' },
  { needs: [['refused', 'reset', 'error', 'lost', 'fail'], ['replaced', 'replacing', 'swapped'], ['pod', 'replica'], ['connection', 'request', 'traffic', 'error']], answeredAt: 'rolling-update@race' },
  { needs: [['clusterip', 'cluster ip', 'service ip', 'virtual ip'], ['implement', 'work', 'behind', 'real', 'ping']], not: ['nodeport', 'loadbalancer', 'type', 'types', 'headless'], answeredAt: 'kube-proxy@rules' },
  { needs: [['node', 'worker', 'machine'], ['again', 'back', 'online', 'recovered'], ['empty', 'idle', 'unused']], answeredAt: 'scheduler@keep' },
  { needs: [['probe', 'health check', 'healthcheck']], answeredAt: 'kubelet@probe' },
]
