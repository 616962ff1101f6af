import type { Aspect } from './scenarios.ts'

/** Something that the model does otherwise than was recorded, and why that stays so. */
export interface Difference {
  /** In which recordings. */
  readonly where: RegExp
  readonly aspect: Aspect
  /** What a comparison finds of it. */
  readonly what: RegExp
  readonly why: string
}

/**
 * Where the model stays simpler than what was recorded, and what follows from it. A comparison looks past what is listed
 * here and nothing else, and an entry that no comparison finds any more fails.
 */
export const differences: readonly Difference[] = [
  { where: /^(change|removal)-foreground$/, aspect: 'requests', what: /^generic-garbage-collector delete pods/, why: 'A recorded collector asks for the same Pod two and three times, as several of its workers come to it before it has heard of the first deletion; the model\'s looks once.' },
  { where: /^removal-(background|foreground)$/, aspect: 'terminal', what: /^kubectl get deploy,rs,pods/, why: 'One of the recorded containers, which end at once, was told to have ended 0.2 s after the deletion; the model\'s nginx takes a second.' },
  { where: /^removal-finalizer$/, aspect: 'requests', what: /^kubectl patch configmaps 200/, why: 'The recorded user changed the data once, too; the model\'s ConfigMaps are changed in their finalizers alone.' },
  { where: /^removal-orphan$/, aspect: 'requests', what: /^generic-garbage-collector patch deployments 409 of web/, why: 'Whether somebody writes the Deployment between the collector\'s look and its write is drawn: in one of two runs the Deployment controller did.' },
  { where: /^removal-namespace$/, aspect: 'requests', what: /^namespace-controller (deletecollection|delete) /, why: 'A recorded Namespace controller deletes all of one resource with one request, whether there is any or not, for every resource that the API serves; the model\'s asks for a list, and deletes one by one.' },
  { where: /^removal-namespace$/, aspect: 'requests', what: /^(namespace-controller update namespaces\/(status|finalize)|(deployment-controller create replicasets|root-ca-cert-publisher create configmaps) 403|generic-garbage-collector delete replicasets 404)/, why: 'In which order the resources go is drawn: where a ReplicaSet goes before its Deployment, or a certificate before its Namespace, a controller wants to make it again, and is refused.' },
  { where: /^removal-namespace$/, aspect: 'requests', what: /^replicaset-controller create pods 403/, why: 'The recorded ReplicaSet controller looked when one of two Pods was on its way out, asked for one more, and waited for it ever after; the model\'s finds both gone, and asks for two.' },
  { where: /^change-(adopt|undo \(2\))$/, aspect: 'requests', what: /^deployment-controller update replicasets 409/, why: 'Whether the ReplicaSet controller writes a status between the Deployment controller\'s look and its write is drawn: in these runs it did so once.' },
  { where: /^change-(roll|roll \(3\)|adopt)$/, aspect: 'states', what: /^Deployment web: only here: generation=0 wanted=3 observedGeneration=0 replicas=3 updatedReplicas=[12] readyReplicas=3 availableReplicas=3 unavailableReplicas=1 terminatingReplicas Available=True:\S+ "[^"]*" Progressing=True:ReplicaSetUpdated/, why: 'Between the deletion of an old Pod and the creation of a new one a recorded Deployment controller looked sometimes, and sometimes not; the model\'s always does.' },
  { where: /^change-bad-image$/, aspect: 'states', what: /^Deployment web: only here: .* unavailableReplicas=1 terminatingReplicas Available=True:\S+ "[^"]*" Progressing=True:(NewReplicaSetCreated|ReplicaSetUpdated)/, why: 'The recorded controller first looked when the new ReplicaSet had counted its Pod: it found one that is up to date, where there had been three before the change, and saw no progress in it. The model\'s looks before.' },
  { where: /^change-roll$/, aspect: 'states', what: /^Pod web\/2\/3: (only here: Succeeded \| leaving in 0 s .* \| IP|only recorded: Succeeded \| leaving in \d+ s \| of \S+ \S+ \| on a node \| Cont)/, why: 'A recorded kubelet that had ended a Pod reported once more, that it has no address, before it removed it.' },
  { where: /^services-expose$/, aspect: 'states', what: /^EndpointSlice web\/slice\/1: in another order: .*\nrecorded .*\bport \| \/ 80 a Pod:ready\+serving a Pod:serving\+terminating port/, why: 'The recorded container ended at once when asked to, before its replacement ran; the model\'s nginx takes a second, so that its slice is never down to one.' },
  { where: /^services-draining$/, aspect: 'states', what: /^(Deployment web|ReplicaSet web\/1): only here: .* replicas=2 (updatedReplicas=2 )?readyReplicas=1 availableReplicas=1/, why: 'Two Pods became ready between two looks of the recorded controllers, and at two of the model\'s.' },
  { where: /^change-delete-pod(-now)?$/, aspect: 'objects', what: /^Pod web\/1\/2 status\.containerStatuses\.0\.image:/, why: 'The recorded tags are names of one stand-in, and its runtime tells any of them.' },
  { where: /^scheduling-preemption$/, aspect: 'requests', what: /priorityclasses/, why: 'The model\'s PriorityClasses are there from the start.' },
  { where: /^(services-|failures-node-(cut-off|kubelet-killed)$)/, aspect: 'requests', what: /^endpoint-controller/, why: 'The controller of the older kind Endpoints, which says the same as the slices, is not in the model.' },
  { where: /^failures-(scheduler|scheduler-killed|runtime|etcd-majority)$/, aspect: 'requests', what: /subjectaccessreviews/, why: 'A kubelet asks the API server whether the caller may have a log; the model\'s gives it.' },
  { where: /^failures-runtime$/, aspect: 'requests', what: /pods\/exec/, why: 'The model has no `kubectl exec`.' },
  { where: /^failures-(kubelet-short|node-kubelet-killed)$/, aspect: 'requests', what: /^kubelet (deletecollection resourceslices|create nodes)/, why: 'A kubelet that starts registers its Node and clears its resource claims; the model\'s Node is there, and it has no claims.' },
  { where: /^failures-controller-manager$/, aspect: 'requests', what: /^deployment-controller update replicasets 409/, why: 'Whether the Deployment or the ReplicaSet controller is first at work after a start is drawn; where it is the ReplicaSet\'s, the other meets a newer version.' },
  { where: /^failures-controller-manager$/, aspect: 'states', what: /^(Deployment web|ReplicaSet web\/1): (only here: generation=0 wanted=4 .*replicas=[234] |only recorded: generation=1 wanted=4 of Deployment web observedGeneration=1 replicas=4 readyReplicas=4)/, why: 'The same: the recorded ReplicaSet controller replaced the Pod before the Deployment controller scaled.' },
  { where: /^failures-runtime$/, aspect: 'requests', what: /^node-controller (patch nodes|write events)/, why: 'The recording ends before the controller\'s next look, which takes the taint that evicts off.' },
  { where: /^failures-runtime$/, aspect: 'Events', what: /Cancelling deletion/, why: 'The same: with the taint go the deletions that were to come.' },
  { where: /^failures-runtime$/, aspect: 'states', what: /^Node worker-1: only here: .*Ready=True:KubeletReady "[^"]*"$/, why: 'The same: the taint that evicts comes off after the recording has ended.' },
  { where: /^failures-node-cut-off$/, aspect: 'terminal', what: /^kubectl logs/, why: 'The recorded command gave up by itself after 15 s (`--request-timeout`); the model\'s waits for the API server, which gives up after 30 s.' },
  { where: /^failures-node-cut-off$/, aspect: 'times', what: /^kubectl logs/, why: 'The same.' },
  { where: /^failures-all-nodes$/, aspect: 'requests', what: /^node-controller (patch nodes|write events)/, why: 'The recorded nodes fell silent one after another, as each renews its Lease at a time of its own: one got its taint that evicts before all were lost. The model\'s nodes renew together.' },
  { where: /^failures-all-nodes$/, aspect: 'Events', what: /Cancelling deletion/, why: 'The same: with that taint gone, no deletion is to come.' },
  { where: /^failures-all-nodes$/, aspect: 'states', what: /^Node worker-2: (only here: .*\| node.kubernetes.io\/unreachable:NoSchedule$|only recorded: .*NoExecute|in another order)/, why: 'The same, in what the Node went through.' },
  { where: /^failures-all-nodes$/, aspect: 'times', what: /^from Unknown to the taint that evicts/, why: 'The same: there is no such taint.' },
  { where: /^failures-all-nodes$/, aspect: 'order', what: /worker-2/, why: 'The same: the taint that evicts came off before the node was back.' },
  { where: /^failures-(api-server(-outage)?|etcd-majority)$/, aspect: 'requests', what: /^kubelet patch pods\/status/, why: 'A kubelet that has found the API server again reports each of its Pods once more, though nothing has changed.' },
  { where: /^failures-api-server(-outage)?$/, aspect: 'states', what: /^Pod web\/1\/\d: only recorded: Running \|.*nginx:running ready$/, why: 'The same.' },
  { where: /^failures-api-server(-outage)?$/, aspect: 'objects', what: /^Pod web\/1\/\d: not there/, why: 'The same.' },
  { where: /^failures-api-server-outage$/, aspect: 'times', what: /^from a (binding to the first report|new object to the first binding)|^(Deployment after|ReplicaSet after\/1|Pod after\/1\/1): until /, why: 'Whose watches and requests have failed for long tries again later and later, and each time by another while: the recorded scheduler led 36 s after the API server was back, and a kubelet heard of its Pod 14 s after that.' },
  { where: /^failures-etcd-(majority|outage)$/, aspect: 'times', what: /^kubectl logs/, why: 'The model\'s users do not ask for a log in these scenarios.' },
  { where: /^life-slow-ones$/, aspect: 'terminal', what: /^kubectl get pods/, why: 'When a kubelet looks again at what waits is drawn, by up to a half of the wait: at one moment one Pod is at its next attempt, and another is not.' },
  { where: /^life-readiness$/, aspect: 'Events', what: /Unhealthy of Pod slow/, why: 'When in its period a kubelet asks follows from when it began, and the recorded image was pulled in 11 ms: it asked twice more while the file was not there.' },
  { where: /^life-readiness$/, aspect: 'objects', what: /^(Service slow|EndpointSlice slow\/slice\/1 ports\.0\.name)/, why: 'The model\'s Service is there from the start, so that nothing of it is written, and its port has no name.' },
  { where: /^life-readiness$/, aspect: 'states', what: /^EndpointSlice slow\/slice\/1: recorded with what it never says here: none/, why: 'The same: its slice is there before the Pod is.' },
  { where: /^election-scheduler-stopped$/, aspect: 'times', what: /^Pod web\/1\/1: until Pending \| of \S+ \S+ \| on a node \| PodScheduled=True|^(Deployment|ReplicaSet) web(\/1)?: until .* readyReplicas=1 /, why: 'When the next scheduler looks at the Lease is drawn, between two and four seconds apart: the recorded one happened to look within a second.' },
  { where: /^scheduling-preemption$/, aspect: 'times', what: /^Pod urgent: until Pending \| on a node/, why: 'It gets the place of a Pod whose recorded container ended at once; the model\'s takes a second to end.' },
  { where: /^services-expose$/, aspect: 'times', what: /^(Deployment web|ReplicaSet web\/1): until .* readyReplicas=3 /, why: 'One of three recorded kubelets was refused its first read of its Pod, and was two seconds late with it.' },
  { where: /^failures-(runtime|all-nodes)$/, aspect: 'times', what: /^Node worker-\d: until /, why: 'How long a kubelet takes to tell of its node once it can again was 8, 28 and 36 s for three recorded ones, and the taints come off at the controller\'s next look; the model\'s kubelets tell at their next Lease.' },
  { where: /^failures-runtime$/, aspect: 'times', what: /^Pod web\/1\/1: until Running /, why: 'Pods that a broken runtime has held up ran two to seven seconds after its return; the model\'s run at once.' },
  { where: /^failures-node-cut-off$/, aspect: 'times', what: /^Pod web\/1\/3: until /, why: 'A recorded kubelet heard of the deletion 15 s after its node was back; the model\'s hears of it with its next list.' },
  { where: /^life-static$/, aspect: 'times', what: /^Pod fixed-worker-1: until /, why: 'The recorded image was there within a fraction of a second, so that less time was left until the deletion.' },
  { where: /^outcomes-pod-security$/, aspect: 'requests', what: /^(namespace-controller (deletecollection|delete|update namespaces\/(status|finalize)) |root-ca-cert-publisher create configmaps 403)/, why: 'A recorded Namespace controller deletes all of one resource with one request, and in which order the resources go is drawn.' },
  { where: /^outcomes-policy$/, aspect: 'requests', what: /^validatingadmissionpolicy-status-controller/, why: 'The controller that checks the types in a policy\'s expressions, and writes what it finds in the policy\'s status, is not in the model.' },
  { where: /^outcomes-webhook \(every command\)$/, aspect: 'requests', what: /^kubectl (create|delete) (validating|mutating)webhookconfigurations/, why: 'The model\'s webhooks are no objects: a scenario says which there are.' },
  { where: /^outcomes-webhook \(every command\)$/, aspect: 'requests', what: /^kubectl delete deployments 404/, why: 'The recording ends before the last of the commands that clear up.' },
  { where: /^outcomes-webhook \(every command\)$/, aspect: 'requests', what: /^kubelet patch pods\/status 200 of web\/1/, why: 'These Pods were deleted a fifth of a second after they were made: the recorded kubelets had made no sandbox yet, the model\'s had, and say that it is gone.' },
  { where: /^outcomes-webhook \(every command\)$/, aspect: 'order', what: /web\/1\/5/, why: 'One recorded kubelet had reported nothing of its Pod when that was deleted.' },
  { where: /^outcomes-webhook \(every command\)$/, aspect: 'states', what: /^Pod web\/1\/5: only recorded: Pending \| leaving in 30 s/, why: 'The same.' },
  { where: /^outcomes-who \(every command\)$/, aspect: 'requests', what: /^kubelet write events of web\/1/, why: 'The recording ends while the kubelets still say that they stop the containers.' },
  { where: /^outcomes-quota \(every command\)$/, aspect: 'requests', what: /^(kubectl (create|delete) resourcequotas|resourcequota-controller)/, why: 'The model\'s quotas are no objects: a scenario says which there are.' },
  { where: /^outcomes-quota \(every command\)$/, aspect: 'requests', what: /^replicaset-controller (create pods 403|write events of web\/1)/, why: 'Each report of a kubelet wakes the controller, which then tries again: how often hangs on how many reports come one by one.' },
  { where: /^outcomes-quota \(every command\)$/, aspect: 'terminal', what: / quota.*: not typed$/, why: 'The same as of its requests: there is no quota to be shown.' },
  { where: /^outcomes-who \(every command\)$/, aspect: 'terminal', what: / as (nobody|no-server): not typed$/, why: 'Without a certificate or a token kubectl asks for a name before it asks the server; the page\'s terminal always has a token.' },
  { where: /^outcomes-who \(every command\)$/, aspect: 'terminal', what: /^kubectl auth whoami/, why: 'The recorded people showed certificates, of which the API server tells a hash; the model\'s show tokens.' },
  { where: /^outcomes-conflict$/, aspect: 'states', what: /^Deployment web: only here: .* unavailableReplicas=1 terminatingReplicas=0 Available=False:\S+ "[^"]*" Progressing=True:NewReplicaSetCreated/, why: 'Whether the Deployment controller looks between its ReplicaSet and the Pod\'s being counted is a matter of milliseconds.' },
  { where: /^outcomes-conflict$/, aspect: 'terminal', what: /^kubectl patch deploy web --type=merge/, why: 'The message repeats the whole object as it would be, with its fields in the order of their Go structs.' },
  { where: /^outcomes-bad-input \(every command\)$/, aspect: 'terminal', what: /error converting YAML to JSON/, why: 'What is wrong with a YAML is said in the words of another reader of YAML.' },
  { where: /^outcomes-bad-input \(every command\)$/, aspect: 'terminal', what: /^kubectl exec nope/, why: 'The terminal has no `kubectl exec`, as containers are only modelled.' },
  { where: /^outcomes-quota$/, aspect: 'Events', what: /web\/1\/3/, why: 'The recorded quota was deleted after half a minute; the model\'s stays.' },
]
