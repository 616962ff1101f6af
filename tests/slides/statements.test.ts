import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { glossary } from '../../deck/glossary/glossary.ts'
import { exercises } from '../../kit/exercises.ts'
import { recordedFacts } from '../../slides/as-recorded/facts.ts'
import { cellWords } from '../../slides/break-it/matrix.ts'
import { deeperQuestions, questions } from '../../slides/check-yourself/quiz.ts'
import { slides } from '../../slides/index.ts'
import { parts } from '../../slides/parts/index.ts'
import { podStates, podTransitions } from '../../slides/pod-life/steps.ts'
import type { SlideDefinition } from '../../talk/slide.ts'
import { captionText } from '../../talk/step.ts'

const all: readonly SlideDefinition[] = slides
const files = ['README.md', 'SPEAKER-GUIDE.md', 'kit/abstract.md', 'kit/room.md', 'kit/organisers.md', 'kit/social.md', ...all.map(({ name }) => parts.some(({ id }) => id === name) ? `slides/parts/${name}/slide.md` : `slides/${name}/slide.md`).filter(file => file !== 'slides/cover/slide.md')]

/** Everything that is said, shown in a caption, asked, explained or printed, by where that is. Wrong answers of a quiz are not said. */
const said: ReadonlyMap<string, string> = new Map([
  ...all.flatMap(({ name, narration = '', steps = [] }) => [[name, narration] as const, ...steps.map(step => [`${name}@${step.id}`, [captionText(step.caption), step.narration, ...step.inner?.steps.map(({ caption }) => captionText(caption)) ?? []].join(' ')] as const)]),
  ...[...questions, ...deeperQuestions].map(({ id, prompt, right, why }) => [`quiz: ${id}`, `${prompt} ${right}. ${why}`] as const),
  ...glossary.map(({ id, sentence }) => [`glossary: ${id}`, sentence] as const),
  ...parts.map(({ id, job, opening, takeaway, duties }) => [`part: ${id}`, [job, opening, captionText(takeaway), ...duties.flatMap(({ says, caption, narration }) => [says, captionText(caption), narration])].join(' ')] as const),
  ...[...podStates, ...podTransitions].map(({ id, label, sentence }) => [`life: ${id}`, `${label}. ${sentence}`] as const),
  ...recordedFacts.map(({ id, lead, rest }) => [`recorded: ${id}`, `${lead} ${rest}`] as const),
  ...exercises.map(({ title, asks, answer }) => [`exercise: ${title}`, `${asks} ${answer}`] as const),
  ...files.map(file => [file, readFileSync(file, 'utf8')] as const),
  ['matrix', Object.values(cellWords).join(' ')] as const,
])

/** What is said of Kubernetes at a place, as its source or a recording of a real cluster has it. */
const right: readonly (readonly [place: string, says: RegExp, source: string])[] = [
  ['request@all-bound', /has a Pod of this ReplicaSet already scores much lower/, 'pkg/scheduler/framework/plugins/podtopologyspread; recorded: 494 points beside 597'],
  ['scheduler@score', /For replicas of one ReplicaSet another weighs far more/, 'pkg/scheduler/apis/config/v1/default_plugins.go'],
  ['scheduler@tie', /no ReplicaSet asks for both of them/, 'pkg/scheduler/schedule_one.go (selectHost)'],
  ['scheduler@filter', /evict less important Pods to make room/, 'pkg/scheduler/framework/preemption'],
  ['quiz: scheduler-does', /less important Pods were evicted to make room/, 'pkg/scheduler/framework/preemption'],
  ['replaced@terminating', /With NotReady the controller puts a taint on the node that evicts/, 'pkg/controller/nodelifecycle; recorded: 34 and 69 ms after NotReady'],
  ['request@answered', /waits for nothing after the commit/, 'apiserver/pkg/endpoints/handlers/create.go'],
  ['paid-back@promised', /none of them is promised/, 'recorded: in twelve runs the next command listed three Pods'],
  ['wrong-arrow@drop', /sends back a binding, and only then does the watch of that one kubelet show the Pod/, 'pkg/kubelet/config/apiserver.go'],
  ['wrong-arrow@this-one', /No kubelet answers this command/, 'pkg/registry/core/pod/rest/log.go'],
  ['quiz: answer-403', /no credentials at all gets it too, as system:anonymous/, 'recorded: 403 without credentials, 401 with a bad token'],
  ['quiz: answer-403', /a quota or Pod Security/, 'recorded: 403 of a quota and of Pod Security'],
  ['glossary: authentication', /credentials that it does not accept are answered with 401/, 'apiserver/pkg/endpoints/filters/authentication.go'],
  ['break-it@caught-up', /As soon as one has the Lease, which takes up to 20 seconds/, 'recorded: 16 to 20 s after a start'],
  ['break-it@scheduled', /Had the leader been killed, not stopped, its Lease would have had to run out first/, 'recorded: 0.18 s after a stop, 16.3 s after a kill'],
  ['part: etcd', /the API server has read here/, 'apiserver/pkg/storage/cacher'],
  ['hub@exceptions', /logs, exec, attach and port forwarding.*admission webhooks/, 'docs:concepts/architecture/control-plane-node-communication'],
  ['whole-picture@wires', /logs, say, or exec/, 'docs:concepts/architecture/control-plane-node-communication'],
  ['glossary: admission', /in a first phase it may change or refuse it, in a second one only refuse it/, 'apiserver/pkg/admission/plugin/namespace/lifecycle'],
  ['eight-steps@validation', /before validation it may change your object or refuse it/, 'apiserver/pkg/admission'],
  ['request@mutating', /may still change it, or refuse it/, 'apiserver/pkg/admission'],
  ['quiz: pending-no-node', /its event says FailedScheduling/, 'recorded: no event without a scheduler, or of another one\'s Pod'],
  ['break-it@no-controllers', /none of the built-in controllers.*Scheduler and kubelets go on/, 'docs:concepts/architecture/controller'],
  ['break-it@no-majority', /up to a minute.*cannot renew their Leases, and quit/, 'recorded: 60 s for a read, 34 s for a write; last Leases after 6.5 and 11.9 s'],
  ['etcd@timeout', /34 seconds for a write and 60 for a read/, 'recorded, with one of three members left'],
  ['conclusion@desired-state', /whatever you type, a wish is stored/, 'docs:concepts/overview/working-with-objects/object-management'],
  ['conclusion@one-api', /A node looks after what runs on it by itself/, 'docs:tasks/configure-pod-container/static-pod'],
  ['replaced@node-back', /until its Node object goes/, 'pkg/controller/podgc'],
  ['break-it@ask-scheduler', /All three stop, so that no other takes over/, 'docs:concepts/architecture/leases'],
  ['controller-manager@loops', /Of several copies of it, as of the scheduler, one works/, 'docs:concepts/architecture/leases'],
  ['kube-proxy@service', /in an EndpointSlice, each with a note whether it is ready/, 'endpointslice/utils.go; recorded: ready:false serving:true'],
  ['exercise: A Service without anybody behind it', /each with a note whether it is ready/, 'endpointslice/utils.go'],
  ['glossary: endpoint-slice', /each with a note whether it is ready/, 'endpointslice/utils.go'],
  ['kubelet@containers', /unless the node has it/, 'pkg/kubelet/images/image_manager.go'],
  ['outcomes@all', /401 or 403 is about you.*409 about what is stored.*500 about a server/, 'recorded: the codes of some forty refusals'],
  ['glossary: watch', /some may be missed, but never the last state/, 'docs:reference/using-api/api-concepts'],
  ['glossary: revision', /a Deployment calls its rollouts revisions, too/, 'deployment.kubernetes.io/revision'],
  ['glossary: policy', /MutatingAdmissionPolicy/, 'pkg/features'],
  ['glossary: webhook', /during admission, say, or about who may do what/, 'docs:reference/access-authn-authz/webhook'],
  ['glossary: taint', /only discourages them, or evicts/, 'docs:concepts/scheduling-eviction/taint-and-toleration'],
  ['request@scored', /room that is free, for no taint that would rather keep Pods away, for no other Pod of this ReplicaSet/, 'recorded: 300 + 97 + 200'],
  ['request@running', /mostly at once, otherwise at its next look/, 'recorded: 4 to 34 ms after Started, in 36 of 36'],
  ['pod-life@restarted', /from 10 to 300 seconds by default, or a little more/, 'pkg/kubelet/kuberuntime; recorded: 11, 29, 45, 89 s'],
  ['pod-life@restarted', /how it ended, such as Error or Completed, or CrashLoopBackOff, which is mostly seen once the waits are long/, 'recorded: 0 of 24 rows at 6 to 181 s, 4 of 4 at 301 s'],
  ['glossary: crash-loop-back-off', /may print CrashLoopBackOff .* or else, how it ended/, 'recorded: Error for 242 s, CrashLoopBackOff for 51'],
  ['break-it@healthy', /the machines of the control plane are not shown/, 'docs:concepts/architecture'],
  ['break-it@not-ready', /everywhere but on that node/, 'docs:reference/networking/virtual-ips'],
  ['break-it@cut-off', /its share of the connections, and all of that is lost/, 'recorded: 35 of 125 until NotReady'],
  ['request@three-pods', /The scheduler does not wait for the last of them/, 'recorded: bound before the second was stored in 7 of 12'],
  ['request@sandbox', /it is reported together with Running/, 'recorded: in 168 of 168 Pods'],
  ['outcomes@webhook', /had it named none, this would be a 400, and a policy kept in the cluster says 422/, 'recorded: 400 twice, 422 three times'],
  ['request@decoded', /ends here with a 400/, 'recorded: unknown fields, wrong types and broken JSON'],
  ['api-server@validation', /answered with a 400 before/, 'recorded: unknown fields, wrong types and broken JSON'],
  ['quiz: terminating', /the phase stays until its containers have ended/, 'recorded: 80 of 83 removed Pods ended Succeeded or Failed'],
  ['life: Terminating', /until its containers have ended/, 'recorded: 80 of 83 removed Pods ended Succeeded or Failed'],
  ['pod-life@terminating', /the kubelet reports Succeeded or Failed and confirms/, 'recorded: 80 of 83 removed Pods'],
  ['break-it@answered-again', /have quit meanwhile: they are started again and must get their Leases first/, 'recorded: quit after 10.5 and 16.0 s; a new Pod ran 50 s later'],
  ['outcomes@image-pull', /some ten to fifteen seconds, then after about twice as long each time/, 'recorded: 12.4, 27.0 s and 15.8, 25.0, 47.0, 92.0 s'],
  ['quiz: created-no-pod', /a quota refuses its Pods/, 'recorded: Pod Security warns the command itself'],
  ['outcomes@pods-denied', /Pod Security, say, would have warned you at once/, 'recorded: the warning beside created'],
  ['outcomes@delete-pod', /often before the deletion is even answered/, 'recorded: in 4 of 6 deletions'],
  ['eight-steps@command', /For this command it knows which API that goes to; for a file it has to ask first/, 'recorded: one POST, no discovery'],
  ['request@first-pod', /a service account, a volume for its token, and two tolerations/, 'recorded: kube-api-access-… in every Pod'],
  ['request@creating', /the report may come when the sandbox is up already/, 'recorded: 9 of 36 Pods'],
  ['pod-life@failed', /A missing image or volume is no such case: that Pod stays Pending/, 'recorded: five Pods for 300 s'],
  ['life: Pending-Failed', /^rejected/, 'pkg/kubelet/kubelet_pods.go'],
  ['matrix', /partly, for up to 50 s/, 'recorded: 44.5 s'],
  ['part: etcd', /a few keys that the API servers keep for themselves/, 'recorded: masterleases and peerserverleases, 50 of 373 writes'],
  ['glossary: deletion-timestamp', /when its grace period is over/, 'recorded: passed at 12:29:30, ended at 12:30:01'],
  ['break-it@no-scheduler', /Only new Pods get no node, and so no lost one is replaced/, 'recorded: Pending without an event, replacements among them'],
  ['rolling-update@ready', /its address was listed as not ready, and no rule led there/, 'recorded: ready:false 32 ms before Ready'],
  ['rolling-update@race', /A controller notes in the EndpointSlice/, 'recorded: ready:false, terminating:true 1 ms after the mark'],
  ['quiz: lost-while-rolling', /kube-proxy hears of it from the EndpointSlice/, 'docs:reference/networking/virtual-ips'],
  ['three-of-each@side-by-side', /none of them has more than copies of what is in etcd/, 'apiserver/pkg/storage/cacher'],
  ['three-of-each@one-leads', /a scheduler does so with its copies filled/, 'cmd/kube-scheduler/app/server.go; cmd/kube-controller-manager/app fills them once it leads'],
  ['list-watch-compare@conflict', /An update carries the number that was read/, 'docs:reference/using-api/api-concepts; recorded: kubelets patch without one'],
  ['where-it-runs@mirrors', /an annotation has the hash of what it mirrors/, 'pkg/kubelet/types/pod_update.go; recorded: config.mirror'],
  ['outcomes@delete-pod', /by default thirty seconds from now/, 'pkg/apis/core/v1/defaults.go'],
  ['README.md', /a small model of Kubernetes that is run, not scripted/, 'the trademark is of the whole'],
  ['README.md', /recorded from kubectl 1\.35\.2/, 'the header of the recordings'],
]

/** What has been said of it and is wrong, word by word, and by what it is found. */
const wrong: readonly (readonly [sentence: string, pattern: RegExp])[] = [
  ['Each Pod has a node. The emptiest node scores best: they spread.', /emptiest node/i],
  ['By default most points go to the node that would keep the largest share of its CPU and memory unrequested.', /most points go to/i],
  ['The scheduler draws one of them at random; in life nobody can foretell it.', /nobody can foretell/i],
  ['It starts nothing and moves nothing.', /moves nothing/i],
  ['Its whole result is a binding.', /whole result is/i],
  ['That is all this part does.', /all this part does/i],
  ['At its next look, after 55 seconds, the controller adds the taint that evicts.', /\b(?:55|355) s/],
  ['The object is stored; no Pod exists yet.', /no Pod exists/i],
  ['Nothing. One Deployment was written down, and that was all.', /written down, and that was all/i],
  ['I know you, and you may not.', /I know you/i],
  ['What it cannot place is answered with 401.', /what it cannot place/i],
  ['401 would mean that it was not known who asked.', /401 would mean that it was not known/i],
  ['It waits its fifty seconds, and makes up for everything at once.', /makes up for everything/i],
  ['Ask any other part what the cluster should look like, and it has to look here.', /has to look here/i],
  ['Two more wires and the picture is complete.', /picture is complete/i],
  ['The API server dials a kubelet only when somebody asks for logs.', /only when somebody asks for logs[.;]/i],
  ['No kubelet ever sends you an answer.', /no kubelet ever/i],
  ['Admission looks at the object: in one phase it may change it, in a second one refuse it.', /in one phase it may change it,/i],
  ['A Pod stays Pending and has no node. Why?', /stays Pending and has no node\. Why/i],
  ['All loops stop.', /all loops stop/i],
  ['No controller compares any more.', /no controller compares/i],
  ['You declare, you do not command.', /you declare/i],
  ['Nobody changes the cluster behind its back.', /behind its back/i],
  ['Both would say Terminating for ever, unless somebody removed them.', /Terminating for ever/i],
  ['A controller lists the addresses of its ready Pods in an EndpointSlice.', /addresses of (?:its|the) ready Pods/i],
  ['Addresses of those that match and are ready stand in its EndpointSlices.', /match and are ready stand/i],
  ['Three calls for every container: pull its image, create it, start it.', /three calls for every container/i],
  ['A code of four hundred and something is about your request.', /four hundred and something is/i],
  ['A watch brings each change of an object.', /brings each change/i],
  ['An informer tells of each change.', /tells of each change/i],
  ['300 because no taint is in the way.', /no taint is in the way/i],
  ['At its next look the kubelet sees the container running.', /at its next look the kubelet sees/i],
  ['Three Pods are stored, and none has a node.', /none (?:of them )?has a node/i],
  ['kubectl prints CrashLoopBackOff while a kubelet waits before it starts a container again.', /(?<!may )prints? CrashLoopBackOff while/i],
  ['After ten seconds, then twenty.', /after ten seconds, then/i],
  ['After at least ten seconds there is a try, then a pause.', /at least ten seconds|a try, then a pause/i],
  ['The phase stays what it was.', /phase stays what it was(?! (?:until|while))/i],
  ['It is back. All connect again, and all goes on.', /all connect again/i],
  ['kubectl finds out which API the object belongs to.', /finds out which API/i],
  ['Mutating admission added a service account and two tolerations.', /a service account and two tolerations/i],
  ['After 7 seconds, by default, etcd gives up on the write.', /\b(?:7|seven) seconds, by default|gives up on the write/i],
  ['The Pod could not start, and has failed.', /the Pod could not start/i],
  ['The Pod is restarted in place.', /Pod is restarted in place/i],
  ['etcd has objects only.', /objects only/i],
  ['Without a scheduler one thing alone no longer works.', /one thing alone no longer works/i],
  ['A new Pod is put on the list of the Service only once it is ready.', /put on the list of the Service|then on the list/i],
  ['Kubelet and kube-proxy hear of the deletion at once.', /kube-proxy hears? of the deletion at once/i],
  ['Three API servers: none of them remembers anything.', /remembers anything|none of them keeps anything/i],
  ['The other two have their caches full and wait.', /two have their caches full/i],
  ['Every write carries the number that was read.', /every write carries|\ba write carries/i],
  ['A controller never counts events.', /never counts events/i],
  ['An annotation says which file it shows.', /says which file it/i],
  ['etcd keeps every object of the API.', /every object of the API/i],
  ['Only Pod Security would have warned you.', /only Pod Security/i],
  ['The Deployment controller stores a ReplicaSet.', /controller stores/i],
  ['Anybody may put a finalizer on anything.', /anybody may put a finalizer/i],
  ['A Pod that already has a node is none of its business.', /none of its business/i],
  ['Here is a small Kubernetes that really runs.', /small Kubernetes that really runs/i],
  ['This is Kubernetes in plain TypeScript.', /\bis Kubernetes in plain TypeScript/i],
]

describe('what is said of Kubernetes', () => {
  it.each(right)('%s: %s (%s)', (place, says) => {
    expect(said.get(place)).toMatch(says)
  })
})

describe('what is wrong of Kubernetes', () => {
  it.each(wrong)('is said nowhere: %s', (sentence, pattern) => {
    expect(sentence).toMatch(pattern)
    expect([...said].filter(([, text]) => pattern.test(text)).map(([place]) => place)).toEqual([])
  })
})
