import type { ApiObject } from './api/objects.ts'
import type { Answer, ApiRequest, Ask } from './api/request.ts'
import { runCommand } from './client/kubectl.ts'
import type { Cluster } from './cluster.ts'
import { startDeploymentController } from './controllers/deployment.ts'
import { startEndpointSliceController } from './controllers/endpointslice.ts'
import { startReplicaSetController } from './controllers/replicaset.ts'
import { createAgenda } from './engine/agenda.ts'
import type { ActorName } from './engine/actor.ts'
import { createRandom } from './engine/random.ts'
import { createRecorder } from './engine/recorder.ts'
import type { Recorder } from './engine/recorder.ts'
import { createEngine } from './engine/task.ts'
import { timing } from './engine/timing.ts'
import type { EventId } from './history/event.ts'
import { createHistory } from './history/history.ts'
import type { History } from './history/history.ts'
import { startKubeProxy } from './node/kube-proxy.ts'
import { startKubelet } from './node/kubelet.ts'
import type { KubeletLogs } from './node/kubelet.ts'
import { createRuntime, stoppedRuntime } from './node/runtime.ts'
import { presence } from './scenario.ts'
import type { Scenario } from './scenario.ts'
import { checkScenario } from './scenario-error.ts'
import { startScheduler } from './scheduler/scheduler.ts'
import { hostIP, seededStore } from './seed.ts'
import { credentialOf, standardPolicy } from './server/identities.ts'
import { createApiServer } from './server/server.ts'
import type { ApiServer } from './server/server.ts'
import { createWatches } from './server/watch.ts'

function createTransport(server: ApiServer | undefined, recorder: Recorder, credential: string | null) {
  let requests = 0
  return (ask: Ask, actor: ActorName, causes: readonly EventId[]): { answer: Answer, event: EventId } => {
    const shown = actor === 'kubectl' ? credential : credentialOf(actor)
    const request: ApiRequest = { ...ask, id: requests++, actor, ...(shown !== null && { credential: shown }) }
    if (server)
      return server.handle(request, causes)
    return { answer: { code: 0 }, event: recorder.record(actor, causes, { kind: 'unreachable', request }) }
  }
}

function startParts(scenario: Scenario, initial: readonly ApiObject[], cluster: Cluster, recorder: Recorder, has: (part: string) => boolean): Map<string, KubeletLogs> {
  const kubelets = new Map<string, KubeletLogs>()
  if (has('deployment-controller'))
    startDeploymentController(cluster)
  if (has('replicaset-controller'))
    startReplicaSetController(cluster)
  const services = initial.filter(object => object.kind === 'Service')
  if (has('endpointslice-controller'))
    startEndpointSliceController(cluster, services)
  if (has('kube-scheduler'))
    startScheduler(cluster, initial.filter(object => object.kind === 'Node'))
  const leases = initial.filter(object => object.kind === 'Lease')
  for (const [index, { name, ready = true }] of scenario.nodes.entries()) {
    if (has(`kube-proxy@${name}`))
      startKubeProxy(cluster, name, services)
    const lease = leases[index]
    if (!lease || !ready || !has(`kubelet@${name}`))
      continue
    const runtime = has(`container-runtime@${name}`) ? createRuntime(name, index, recorder) : stoppedRuntime
    const crashes = (scenario.crashes ?? []).filter(({ node }) => node === name).map(({ at }) => at)
    kubelets.set(name, startKubelet(cluster, { name, hostIP: hostIP(index), runtime, crashes, lease }))
  }
  return kubelets
}

/**
 * Types the commands at their times, and those that wait for rest one after another as the cluster comes to it: each
 * then follows the last prompt and the last change.
 */
function play({ commands }: Scenario, cluster: Cluster, recorder: Recorder): void {
  const { agenda } = cluster
  const waiting: number[] = []
  for (const [number, command] of commands.entries()) {
    if (command.at === 'rest')
      waiting.push(number)
    else
      agenda.after(command.at * 1000, () => runCommand({ command, number, after: [] }, cluster, recorder))
  }
  for (;;) {
    while (agenda.next());
    const number = waiting.shift()
    const command = number === undefined ? undefined : commands[number]
    if (number === undefined || !command)
      return
    const seen = (['exited', 'committed', 'removed'] as const).flatMap(kind => recorder.events.findLast(event => event.kind === kind)?.id ?? [])
    agenda.after(timing.think, () => runCommand({ command, number, after: seen }, cluster, recorder))
  }
}

/**
 * Runs a scenario until nothing more would happen by itself, and gives its history.
 * Throws a ScenarioError for one that names a node, an image or a part that does not exist.
 */
export function run(scenario: Scenario): History {
  checkScenario(scenario)
  const has = presence(scenario)
  const agenda = createAgenda()
  const recorder = createRecorder(agenda.now)
  const watches = createWatches(agenda, recorder)
  const store = seededStore(scenario)
  const initial = store.list('/registry/')
  const random = (purpose: string): ReturnType<typeof createRandom> => createRandom(scenario.seed, purpose)
  const policy = { ...standardPolicy(scenario.nodes.map(node => node.name)), ...scenario.policy }
  let kubelets: ReadonlyMap<string, KubeletLogs> = new Map()
  const server = has('kube-apiserver')
    ? createApiServer({ store, etcd: has('etcd'), policy, watches, kubelet: node => kubelets.get(node), recorder, random: random('names'), now: agenda.now })
    : undefined
  const transport = createTransport(server, recorder, scenario.credential === undefined ? credentialOf('kubectl') : scenario.credential)
  const engine = createEngine(agenda, recorder, transport, timing.answer)
  const cluster: Cluster = { agenda, engine, watches, random }
  kubelets = startParts(scenario, initial, cluster, recorder, has)
  play(scenario, cluster, recorder)
  return createHistory(scenario, initial, recorder.events)
}
