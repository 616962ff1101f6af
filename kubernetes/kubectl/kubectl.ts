import type { ApiObject, Deployment, Draft, Node, PlainObject, Pod, Service } from '../api/objects.ts'
import { type Answer, type Ask, pathOf } from '../api/request.ts'
import type { ComponentEnv } from '../component-env.ts'
import { send, sleep, type Task, type Thread } from '../engine/task.ts'
import type { Recorder } from '../engine/recorder.ts'
import type { EventId } from '../history/event.ts'
import { timing } from '../engine/timing.ts'
import type { CommandLine, CreateDeployment, CreatePod, HoldConfigMap, OneNamespace, RunPod } from '../scenario.ts'
import { configMapTable, deploymentTable, namespaceTable, nodeTable, podTable } from './printer.ts'
import { awaitRemoval } from './await-removal.ts'
import { followRollout, isRollout, rollOut, type RolloutCommand } from './rollout.ts'
import { commandText, createdText, deletedText, exposedText, forcedTexts, ranText, refusedText, scaledText, unreachableText } from './messages.ts'

/** The container's name: the image's, without registry, tag and digest. Source: kubectl/pkg/cmd/create/create_deployment.go (buildPodSpec). */
export function containerName(image: string): string {
  return image.replace(/^.*\//, '').replace(/[:@].*$/, '')
}

/** The object that `kubectl create deployment` makes. Source: kubectl/pkg/cmd/create/create_deployment.go. */
function deploymentFor({ name, namespace = 'default', image, replicas, requests, readinessProbe, container, preStop, grace, strategy, progressDeadlineSeconds, revisionHistoryLimit, spec = {} }: Omit<CreateDeployment, 'at'>): Draft<Deployment> {
  const labels = { app: name }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, ...(container === undefined && { labels }) },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { ...spec, containers: [{ name: container ?? containerName(image), image, resources: requests ? { requests } : {}, ...(readinessProbe && { readinessProbe }), ...(preStop !== undefined && { lifecycle: { preStop: { sleep: { seconds: preStop } } } }) }], ...(grace !== undefined && { terminationGracePeriodSeconds: grace }) } },
      ...(strategy && { strategy }),
      ...(progressDeadlineSeconds !== undefined && { progressDeadlineSeconds }),
      ...(revisionHistoryLimit !== undefined && { revisionHistoryLimit }),
    },
  }
}

/** The object that `kubectl run` makes. Source: kubectl/pkg/generate/versioned/run.go. */
function podFor({ name, image, node }: Omit<RunPod, 'at'>): Draft<Pod> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { run: name } },
    spec: { containers: [{ name, image, resources: {} }], restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', ...(node !== undefined && { nodeName: node }) },
  }
}

function podOfFile({ name, labels, containers, requests, spec, initContainers, volumes, restartPolicy }: Omit<CreatePod, 'at'>): Draft<Pod> {
  const withoutResources = <C>(container: C): C & { readonly resources: Record<string, never> } => ({ ...container, resources: {} })
  const [first, ...others] = containers.map(withoutResources)
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', ...(labels && { labels }) },
    spec: {
      ...spec,
      ...(initContainers && { initContainers: initContainers.map(withoutResources) }),
      containers: first ? [{ ...first, resources: requests ? { requests } : {} }, ...others] : [],
      ...(volumes && { volumes: volumes.map(volume => ({ name: volume, emptyDir: {} })) }),
      ...(restartPolicy && { restartPolicy }),
    },
  }
}

/** The Service that `kubectl expose` makes out of a Deployment. Source: kubectl/pkg/cmd/expose/expose.go. */
function serviceFor({ metadata: { name, namespace = 'default', labels }, spec }: Deployment, port: number): Draft<Service> {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, ...(labels && { labels }) },
    spec: { type: 'ClusterIP', clusterIP: '', selector: spec.selector.matchLabels, ports: [{ port, targetPort: port }] },
  }
}

/** A Namespace, or a ConfigMap with what has to be done before it may go. */
function plainFor(command: Omit<OneNamespace, 'at'> | Omit<HoldConfigMap, 'at'>): Draft<PlainObject> {
  if (command.run === 'create namespace')
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: command.name } }
  const { namespace = 'default', finalizers } = command as Omit<HoldConfigMap, 'at'>
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: command.name, namespace, ...(finalizers && { finalizers }) } }
}

function objectFor(command: CommandLine): Draft | undefined {
  switch (command.run) {
    case 'create deployment':
      return deploymentFor(command)
    case 'create pod':
      return podOfFile(command)
    case 'run':
      return podFor(command)
    case 'create namespace':
    case 'create configmap':
      return plainFor(command)
    default:
      return undefined
  }
}

/** How kubectl calls what becomes of what an object owns, and how the API does. */
const policyOf = { background: 'Background', foreground: 'Foreground', orphan: 'Orphan' } as const

/** The request that a command begins with. Recorded from kubectl 1.35: `create deployment` needs no discovery. */
function askFor(command: Exclude<CommandLine, RolloutCommand>): Ask {
  const namespace = 'default'
  switch (command.run) {
    case 'create deployment':
      return { verb: 'create', resource: 'deployments', namespace: command.namespace ?? namespace, query: 'fieldManager=kubectl-create&fieldValidation=Strict', body: deploymentFor(command) }
    case 'create pod':
      return { verb: 'create', resource: 'pods', namespace, query: 'fieldManager=kubectl-create&fieldValidation=Strict', body: podOfFile(command) }
    case 'run':
      return { verb: 'create', resource: 'pods', namespace, query: 'fieldManager=kubectl-run', body: podFor(command) }
    case 'get pods':
      return { verb: 'list', resource: 'pods', namespace: command.namespace ?? namespace, query: 'limit=500' }
    case 'get nodes':
      return { verb: 'list', resource: 'nodes', query: 'limit=500' }
    case 'scale deployment':
    case 'expose deployment':
    case 'get deployment':
      return { verb: 'get', resource: 'deployments', namespace, name: command.name }
    case 'delete pod':
      return { verb: 'delete', resource: 'pods', namespace: command.namespace ?? namespace, name: command.name, body: { kind: 'DeleteOptions', ...(command.wait === 'force' && { gracePeriodSeconds: 0 }) } }
    case 'delete deployment':
      return { verb: 'delete', resource: 'deployments', namespace, name: command.name, body: { kind: 'DeleteOptions', propagationPolicy: policyOf[command.cascade ?? 'background'] } }
    case 'create namespace':
      return { verb: 'create', resource: 'namespaces', query: 'fieldManager=kubectl-create&fieldValidation=Strict', body: plainFor(command) }
    case 'get namespace':
      return { verb: 'get', resource: 'namespaces', name: command.name }
    case 'delete namespace':
      return { verb: 'delete', resource: 'namespaces', name: command.name, body: { kind: 'DeleteOptions' } }
    case 'create configmap':
      return { verb: 'create', resource: 'configmaps', namespace: command.namespace ?? namespace, query: 'fieldManager=kubectl-create&fieldValidation=Strict', body: plainFor(command) }
    case 'patch configmap':
    case 'get configmap':
      return { verb: 'get', resource: 'configmaps', namespace: 'namespace' in command ? command.namespace ?? namespace : namespace, name: command.name }
    case 'delete configmap':
      return { verb: 'delete', resource: 'configmaps', namespace, name: command.name, body: { kind: 'DeleteOptions' } }
    case 'logs':
      return { verb: 'get', resource: 'pods', namespace: command.namespace ?? namespace, name: command.name }
    case 'cordon':
      return { verb: 'get', resource: 'nodes', name: command.node }
  }
}

/** What a command writes once it has read an object; undefined if it only reads. */
function changeFor(command: CommandLine, ask: Ask, object: ApiObject): Ask | undefined {
  switch (command.run) {
    case 'scale deployment':
      return { ...ask, verb: 'patch', subresource: 'scale', body: { kind: 'ScalePatch', replicas: command.replicas } }
    case 'patch configmap':
      return { ...ask, verb: 'patch', body: { kind: 'FinalizerPatch', finalizers: command.finalizers ?? [] } }
    case 'expose deployment':
      return object.kind === 'Deployment' ? { verb: 'create', resource: 'services', namespace: 'default', query: 'fieldManager=kubectl-expose', body: serviceFor(object, command.port) } : undefined
    case 'cordon':
      return { ...ask, verb: 'patch', body: { kind: 'NodePatch', unschedulable: true } }
    default:
      return undefined
  }
}

function successLines(command: Exclude<CommandLine, RolloutCommand>, { items = [], object, log = [] }: Answer, now: number): readonly string[] {
  switch (command.run) {
    case 'create deployment':
      return [createdText(command.name)]
    case 'scale deployment':
      return [scaledText(command.name)]
    case 'create pod':
    case 'run':
      return [ranText(command.name)]
    case 'get nodes':
      return nodeTable(items.filter((item): item is Node => item.kind === 'Node'), now)
    case 'get pods':
      return podTable(items.filter((item): item is Pod => item.kind === 'Pod'), now)
    case 'get deployment':
      return object?.kind === 'Deployment' ? deploymentTable(object, now) : []
    case 'expose deployment':
      return [exposedText(command.name)]
    case 'delete pod':
      return command.wait === 'force' ? forcedTexts(command.name) : [deletedText('pod', command.name, command.namespace)]
    case 'delete deployment':
      return [deletedText('deployment.apps', command.name)]
    case 'create namespace':
    case 'create configmap':
      return [`${command.run.replace('create ', '')}/${command.name} created`]
    case 'patch configmap':
      return [`configmap/${command.name} patched`]
    case 'get namespace':
      return object ? namespaceTable(object, now) : []
    case 'get configmap':
      return object ? configMapTable(object, now) : []
    case 'delete namespace':
      return [`namespace "${command.name}" deleted`]
    case 'delete configmap':
      return [deletedText('configmap', command.name)]
    case 'logs':
      return log
    case 'cordon':
      return [`node/${command.node} cordoned`]
  }
}

function isError({ code, status }: Answer): boolean {
  return code === 0 || status !== undefined
}

/** What a command prints of an answer that says no, or of none. */
function failureLines(command: CommandLine, ask: Ask, { status }: Answer): readonly string[] {
  const create = command.run === 'create deployment' || command.run === 'create pod' ? command : undefined
  return status ? refusedText(command, status).split('\n') : [unreachableText(pathOf(ask), create)]
}

function linesFor(command: Exclude<CommandLine, RolloutCommand>, ask: Ask, answer: Answer, now: number): readonly string[] {
  return isError(answer) ? failureLines(command, ask, answer) : successLines(command, answer, now)
}

function awaitsRemoval(command: CommandLine): boolean {
  return command.run.startsWith('delete ') && !('wait' in command && command.wait === 'no')
}

/** A command, its place in the scenario, and what the user has seen before typing it. */
export interface TypedCommand {
  readonly command: CommandLine
  readonly number: number
  readonly after: readonly EventId[]
}

/** Types a command: the user presses Enter, kubectl does the rest. */
export function runCommand({ command, number, after }: TypedCommand, { agenda, engine, watches }: ComponentEnv, recorder: Recorder): void {
  const typed = recorder.record('user', after, { kind: 'typed', command: number, text: commandText(command) })

  /** Has a conversation about a rollout, and prints what comes of it. */
  function* talk(command: RolloutCommand, number: number, thread: Thread): Task {
    const outcome = command.run === 'rollout status'
      ? yield* followRollout(command, { watches, agenda }, thread, text => thread.record({ kind: 'printed', command: number, lines: [text], error: false }))
      : yield* rollOut(command, agenda.now)
    const error = !('lines' in outcome)
    const lines = 'lines' in outcome ? outcome.lines : 'error' in outcome ? [outcome.error] : failureLines(command, outcome.ask, outcome.failed)
    if (lines.length > 0)
      thread.record({ kind: 'printed', command: number, lines, error })
    thread.record({ kind: 'exited', command: number, code: error ? 1 : 0 })
  }

  engine.start('kubectl', [typed], function* (thread: Thread): Task {
    yield* sleep(timing.kubectl)
    thread.record({ kind: 'configured', command: number })
    yield* sleep(timing.kubectl)
    const object = objectFor(command)
    if (object)
      thread.record({ kind: 'built', command: number, object })
    if (isRollout(command)) {
      yield* talk(command, number, thread)
      return
    }
    let ask = askFor(command)
    let answer = yield* send(ask)
    // It looks the Pod up first: the name of its container is in it.
    if (command.run === 'logs' && answer.object?.kind === 'Pod') {
      const { tail } = command
      ask = { ...ask, subresource: 'log', query: `container=${answer.object.spec.containers[0]?.name ?? ''}${tail === undefined ? '' : `&tailLines=${tail}`}`, ...(tail !== undefined && { tail }) }
      answer = yield* send(ask)
    }
    // It reads what it changes, and then writes the change alone.
    const change = answer.object && changeFor(command, ask, answer.object)
    if (change) {
      ask = change
      answer = yield* send(ask)
    }
    let error = isError(answer)
    thread.record({ kind: 'printed', command: number, lines: linesFor(command, ask, answer, agenda.now()), error })
    if (awaitsRemoval(command) && 'name' in command && answer.object) {
      const { namespace } = ask
      const timeout = command.run === 'delete configmap' ? command.timeout : undefined
      const failure = yield* awaitRemoval({ resource: ask.resource, ...(namespace !== undefined && { namespace }), name: command.name, uid: answer.object.metadata.uid, ...(timeout !== undefined && { timeout }) }, { watches, agenda }, thread)
      error = failure !== undefined
      if (failure)
        thread.record({ kind: 'printed', command: number, lines: failure === 'late' ? [`error: timed out waiting for the condition on ${ask.resource}/${command.name}`] : linesFor(command, ask, failure, agenda.now()), error })
    }
    thread.record({ kind: 'exited', command: number, code: error ? 1 : 0 })
  })
}
