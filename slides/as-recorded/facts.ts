import type { RecordingName } from './recording-names.ts'

/** Something that a real cluster did and that few people expect, told at the step that it deepens. */
export interface RecordedFact {
  readonly id: string
  /** The slide and the step that it deepens. */
  readonly at: `${string}@${string}`
  readonly lead: string
  /** How it came to that, in two or three sentences. Figures are those of the recordings. */
  readonly rest: string
  readonly recordings: readonly [RecordingName, ...RecordingName[]]
  /** What the small cluster behind the slides does where the same is done to it; absent where it has nothing of the kind. */
  readonly model?: string
}

/** What a real cluster did, in the order of the talk: the page to be read, the dialog and the search have it from here. Every figure is held to recordings and model. */
export const recordedFacts: readonly RecordedFact[] = [
  {
    id: 'caller-is-checked',
    at: 'hub@exceptions',
    lead: 'The kubelet asks back.',
    rest: 'The API server called a kubelet for the logs of a container. Before it answered, the kubelet asked that same API server whether its caller may have them: it sent a SubjectAccessReview.',
    recordings: ['failures-scheduler'],
  },
  {
    id: 'own-pod-refused',
    at: 'kubelet@own-pods',
    lead: 'A kubelet may be refused its own Pod.',
    rest: 'It may read what belongs to its node only, and whoever checks that may hear of a binding later than the kubelet itself. In 12 runs with 36 Pods the first read of 11 of them was answered 403. The kubelet asked again, and all of them ran.',
    recordings: ['deploy'],
  },
  {
    id: 'ready-under-kills',
    at: 'kubelet@probe',
    lead: 'Killed by a liveness probe, and Ready all along.',
    rest: 'A container was killed 3 times, and its Pod never said Ready=False: end and new start came in one report. Only after the 4th kill, 47 s after the first start, it had to wait, and everybody saw it.',
    recordings: ['life-slow-ones'],
    model: 'The same, 3 times, and the 4th seen after 46 s.',
  },
  {
    id: 'broken-node-draws-pods',
    at: 'kubelet@report',
    lead: 'A broken node draws new Pods.',
    rest: 'The container runtime of a node had stopped, and for 34 s the Node was still Ready. Of 4 Pods that were made meanwhile 2 were bound to it. They hung in ContainerCreating until the runtime was back.',
    recordings: ['failures-runtime'],
    model: 'The same, Ready for 31 s, with 2 of 4 Pods.',
  },
  {
    id: 'logs-fail-politely',
    at: 'container-runtime@cri',
    lead: 'kubectl logs can fail with exit 0.',
    rest: 'With the runtime stopped, kubectl printed “unable to retrieve container logs for containerd://…” in place of the logs, and ended with 0. A script would have taken that line for the log.',
    recordings: ['failures-runtime'],
    model: 'The same, with 0.',
  },
  {
    id: 'writes-of-one-command',
    at: 'request@available',
    lead: 'One command, 45 to 47 writes.',
    rest: 'One request was yours. All that followed from it came to 45 to 47 writes to etcd, in 12 runs, and 19 to 21 of these were Events: for people to read, and nobody waits for them.',
    recordings: ['deploy'],
    model: '45 writes, 19 of them Events.',
  },
  {
    id: 'wrong-token',
    at: 'outcomes@unauthorized',
    lead: 'A wrong token is worse than none.',
    rest: 'Without a token /version and /healthz were answered 200: anybody may ask that. With a wrong one both were answered 401. Whoever shows something is asked who that is, and only then what anybody may do.',
    recordings: ['api'],
    model: 'The same, 200 without a token and 401 with a wrong one.',
  },
  {
    id: 'policy-walked-past',
    at: 'outcomes@webhook',
    lead: 'A policy that kubectl scale walks past.',
    rest: 'At most 2 replicas, said a policy for Deployments, and refused kubectl create and kubectl patch with 422. kubectl scale --replicas=3 went through with 200: it writes deployments/scale, and that is another resource.',
    recordings: ['outcomes-policy'],
    model: 'The same, where at most 2 are allowed: 3 are refused with 422, and scaled to with 200.',
  },
  {
    id: 'quota-taken-away',
    at: 'outcomes@pods-denied',
    lead: 'The quota is taken away, and nothing happens for 41 s.',
    rest: 'By then the controller had been refused 15 times, and its waits had grown. Nobody tells it that a quota is gone. The missing Pod came 41 s later, when a kubelet reported something of another one and so woke the loop.',
    recordings: ['outcomes-quota'],
    model: 'It is refused 17 times; its quotas are no objects that one can delete.',
  },
  {
    id: 'events-fall-silent',
    at: 'outcomes@image-pull',
    lead: 'Events stop, the fault does not.',
    rest: 'An image was not there, and was not to be pulled. After 25 Events of warning about that Pod its kubelet wrote none any more. When somebody looked, the last one was 148 s old, and the Pod as broken as before.',
    recordings: ['life-slow-ones'],
  },
  {
    id: 'logs-of-a-leaving-pod',
    at: 'outcomes@logs',
    lead: 'kubectl logs picks the Pod that has just been deleted.',
    rest: 'Asked for the logs of a Deployment, kubectl takes one of its Pods, and says on stderr which. It was the one on its way out in 3 of 3 runs.',
    recordings: ['failures-scheduler', 'failures-scheduler-killed', 'failures-controller-manager'],
  },
  {
    id: 'silent-nodes',
    at: 'replaced@not-ready',
    lead: 'If all nodes are silent, nobody is evicted.',
    rest: 'All 3 nodes were cut off. The first one that was missed had the taint that evicts for 5 s. Then the others were missed as well, and the controller took it back: it is more likely that the controller itself is cut off. No Pod was deleted in 118 s.',
    recordings: ['failures-all-nodes'],
    model: 'The same, with 3 nodes not ready and 0 Pods deleted.',
  },
  {
    id: 'ready-and-terminating',
    at: 'replaced@node-back',
    lead: 'Ready and Terminating, both at once.',
    rest: 'The network was back, and the Node Ready 0.8 s later. Its old Pod was Ready again, too, and Terminating: for 12.5 s it stood on its Service’s list as serving. Only then had its kubelet heard that it was to go.',
    recordings: ['failures-node-cut-off'],
    model: 'The same, for 0.2 s.',
  },
  {
    id: 'creating-for-ever',
    at: 'pod-life@bound',
    lead: 'ContainerCreating, for ever.',
    rest: 'A Pod wanted a volume from a ConfigMap that was not there. Its status said ContainerCreating, and nothing in it changed in 5 minutes. Only an Event tells: FailedMount, counted up to 10.',
    recordings: ['life-slow-ones'],
  },
  {
    id: 'image-runs-nothing',
    at: 'pod-life@running',
    lead: 'Running, and nothing ever ran.',
    rest: 'A Pod was to run /no/such, which its image does not have. Its phase was Running for 5 minutes, its container “started” in 1970 and ended with 128, and it was started again 5 times.',
    recordings: ['life-slow-ones'],
  },
  {
    id: 'success-loops',
    at: 'pod-life@restarted',
    lead: 'Exit 0 loops as well.',
    rest: 'A container that did its work and ended well was started again 5 times in 5 minutes, with longer and longer waits: restartPolicy is Always unless you say otherwise. What runs to an end belongs in a Job.',
    recordings: ['life-slow-ones'],
    model: 'The same, 5 times.',
  },
  {
    id: 'gone-by-force',
    at: 'pod-life@terminating',
    lead: 'Deleted by force, and Running to the last.',
    rest: 'With --force a Pod’s object was gone 20 ms after the request, and its last state was Running and Ready. Nobody had asked its kubelet. What ran there may run on, unknown to everybody else.',
    recordings: ['change-delete-pod-now'],
    model: 'The same, gone at once, Running and Ready.',
  },
  {
    id: 'status-of-nobody',
    at: 'break-it@not-replaced',
    lead: 'Ready 3/4, and two Pods are left.',
    rest: 'Without controller manager a Deployment of 3 was scaled to 4, and one Pod deleted. kubectl went on saying 3/4 for 23 s: a status is what its controller wrote last. Generation 2 beside observedGeneration 1 gives it away.',
    recordings: ['failures-controller-manager'],
    model: 'The same, for 21 s.',
  },
  {
    id: 'cable-or-kubelet',
    at: 'break-it@cut-off',
    lead: 'A cut cable costs requests, a dead kubelet none.',
    rest: 'One of a Service’s 3 Pods was on that node. With the cable cut, 35 requests waited in vain, all within the 44 s until it was taken off the list. With only the kubelet killed all 721 were answered, and the healthy Pod was taken off as well.',
    recordings: ['traffic', 'failures-node-kubelet-killed'],
    model: 'The same, some that wait in vain, and none.',
  },
  {
    id: 'one-too-many',
    at: 'break-it@two-copies',
    lead: 'Four where three are wanted, for 60 s.',
    rest: 'A node was lost for more than six minutes. The replacement of its Pod ran, and the old container did, too: 4 where 3 were wanted, for 60 s, and 16 of these the network was back already.',
    recordings: ['failures-node-cut-off'],
    model: 'The same, for 65 s, 23 of them with the network.',
  },
  {
    id: 'answers-and-nothing-runs',
    at: 'break-it@answered-again',
    lead: 'It answers, and nothing new runs for 50 s.',
    rest: 'The API server was away for 33 s. The controller manager quit after 10.5 s and the scheduler after 16.0 s; started again, each waits for its Lease. A Deployment that was made as soon as somebody answered ran 50 s later.',
    recordings: ['failures-api-server-outage'],
    model: 'It ran 19 s later.',
  },
  {
    id: 'serving-on-the-way-out',
    at: 'rolling-update@wait',
    lead: 'On its way out a Pod still serves.',
    rest: 'A Deployment with a preStop of 5 s was scaled to 0. For 5 s every request was still answered, by Pods that were Terminating: where no other is left, rules lead to these. After that 61 requests failed, and none was answered.',
    recordings: ['traffic', 'services-draining'],
    model: 'The same, for 5 s.',
  },
  {
    id: 'pod-without-a-node',
    at: 'gone-not-yet@collected',
    lead: 'A Pod that vanishes without a word.',
    rest: 'Into a Pod somebody wrote a node that does not exist. Another collector, that of Pods, deleted it after 44 s, as no kubelet would ever end it. There are 0 Events of it.',
    recordings: ['scheduling-node-name-missing'],
    model: 'The same, after 44 s, with 0 Events.',
  },
  {
    id: 'watch-instead-of-list',
    at: 'list-watch-compare@listed',
    lead: 'The list may be a watch as well.',
    rest: 'An API server had been started again. Each of 3 kubelets asked from its old number, and that watch was over at once. 10 to 12 s later each asked anew, with 0 lists: for a watch that begins with all that is there.',
    recordings: ['failures-api-server'],
    model: 'It lists, as a client does that cannot ask for such a watch.',
  },
  {
    id: 'conflict-at-each-start',
    at: 'list-watch-compare@conflict',
    lead: 'A conflict in every run.',
    rest: 'In each of 12 runs of one command the Deployment controller wrote a status from a copy that was old already, 1 to 3 times, and was answered 409. It looked again, and wrote. Nobody was told, as nothing was wrong.',
    recordings: ['deploy'],
    model: 'The same, 1 time.',
  },
  {
    id: 'uncordon-fails-first',
    at: 'who-makes-room@wish',
    lead: 'uncordon begins with a failure.',
    rest: 'It takes a mark off the Node, and 14 ms later a controller takes the taint off. The scheduler had looked in between, and the waiting Pod got a 2nd FailedScheduling, about a taint that was as good as gone. Then it was bound.',
    recordings: ['scheduling-cordoned'],
    model: 'The same, with 2 of these Events, and the taint 9 ms later.',
  },
]

/** What a real cluster did at a step of a slide, by their permanent names. */
export function factsAt(slide: string, step: string | undefined): readonly RecordedFact[] {
  return recordedFacts.filter(({ at }) => at === `${slide}@${step}`)
}
