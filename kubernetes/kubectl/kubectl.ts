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
import { commandText, deletedText, forcedTexts, refusedText, unreachableText } from './messages.ts'

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

/** How kubectl calls what becomes of what an object owns, and how the API does. */
const policyOf = { background: 'Background', foreground: 'Foreground', orphan: 'Orphan' } as const

/** Commands that are one request, or a request that reads and one that writes. */
type SimpleCommand = Exclude<CommandLine, RolloutCommand>

/** How a command goes. */
interface Steps<C> {
  /** The request that it begins with. */
  readonly ask: (command: C) => Ask
  /** What it writes once it has read an object; without it the command only reads, or has written. */
  readonly change?: (command: C, ask: Ask, object: ApiObject) => Ask | undefined
  /** What it prints of a good answer. */
  readonly prints: (command: C, answer: Answer, now: number) => readonly string[]
}

const namespace = 'default'
const strict = 'fieldManager=kubectl-create&fieldValidation=Strict'
const created = ({ run, name }: { readonly run: string, readonly name: string }): readonly string[] => [`${run.replace('create ', '')}/${name} created`]
const isPod = (object: ApiObject): object is Pod => object.kind === 'Pod'
const isNode = (object: ApiObject): object is Node => object.kind === 'Node'

/** Each command by its name. Recorded from kubectl 1.35: `create deployment` needs no discovery. */
const steps: { readonly [Run in SimpleCommand['run']]: Steps<SimpleCommand & { readonly run: Run }> } = {
  'create deployment': {
    ask: command => ({ verb: 'create', resource: 'deployments', namespace: command.namespace ?? namespace, query: strict, body: deploymentFor(command) }),
    prints: ({ name }) => [`deployment.apps/${name} created`],
  },
  'create pod': { ask: command => ({ verb: 'create', resource: 'pods', namespace, query: strict, body: podOfFile(command) }), prints: ({ name }) => [`pod/${name} created`] },
  'create namespace': { ask: command => ({ verb: 'create', resource: 'namespaces', query: strict, body: plainFor(command) }), prints: created },
  'create configmap': { ask: command => ({ verb: 'create', resource: 'configmaps', namespace: command.namespace ?? namespace, query: strict, body: plainFor(command) }), prints: created },
  'run': { ask: command => ({ verb: 'create', resource: 'pods', namespace, query: 'fieldManager=kubectl-run', body: podFor(command) }), prints: ({ name }) => [`pod/${name} created`] },
  'get pods': { ask: command => ({ verb: 'list', resource: 'pods', namespace: command.namespace ?? namespace, query: 'limit=500' }), prints: (_, { items = [] }, now) => podTable(items.filter(isPod), now) },
  'get nodes': { ask: () => ({ verb: 'list', resource: 'nodes', query: 'limit=500' }), prints: (_, { items = [] }, now) => nodeTable(items.filter(isNode), now) },
  'get deployment': { ask: ({ name }) => ({ verb: 'get', resource: 'deployments', namespace, name }), prints: (_, { object }, now) => object?.kind === 'Deployment' ? deploymentTable(object, now) : [] },
  'get namespace': { ask: ({ name }) => ({ verb: 'get', resource: 'namespaces', name }), prints: (_, { object }, now) => object ? namespaceTable(object, now) : [] },
  'get configmap': { ask: ({ name }) => ({ verb: 'get', resource: 'configmaps', namespace, name }), prints: (_, { object }, now) => object ? configMapTable(object, now) : [] },
  'logs': { ask: command => ({ verb: 'get', resource: 'pods', namespace: command.namespace ?? namespace, name: command.name }), prints: (_, { log = [] }) => log },
  'scale deployment': {
    ask: ({ name }) => ({ verb: 'get', resource: 'deployments', namespace, name }),
    change: ({ replicas }, ask) => ({ ...ask, verb: 'patch', subresource: 'scale', body: { kind: 'ScalePatch', replicas } }),
    prints: ({ name }) => [`deployment.apps/${name} scaled`],
  },
  'expose deployment': {
    ask: ({ name }) => ({ verb: 'get', resource: 'deployments', namespace, name }),
    change: ({ port }, _, object) => object.kind === 'Deployment' ? { verb: 'create', resource: 'services', namespace, query: 'fieldManager=kubectl-expose', body: serviceFor(object, port) } : undefined,
    prints: ({ name }) => [`service/${name} exposed`],
  },
  'patch configmap': {
    ask: command => ({ verb: 'get', resource: 'configmaps', namespace: command.namespace ?? namespace, name: command.name }),
    change: ({ finalizers = [] }, ask) => ({ ...ask, verb: 'patch', body: { kind: 'FinalizerPatch', finalizers } }),
    prints: ({ name }) => [`configmap/${name} patched`],
  },
  'cordon': {
    ask: ({ node }) => ({ verb: 'get', resource: 'nodes', name: node }),
    change: (_, ask) => ({ ...ask, verb: 'patch', body: { kind: 'NodePatch', unschedulable: true } }),
    prints: ({ node }) => [`node/${node} cordoned`],
  },
  'delete pod': {
    ask: command => ({ verb: 'delete', resource: 'pods', namespace: command.namespace ?? namespace, name: command.name, body: { kind: 'DeleteOptions', ...(command.wait === 'force' && { gracePeriodSeconds: 0 }) } }),
    prints: command => command.wait === 'force' ? forcedTexts(command.name) : [deletedText('pod', command.name, command.namespace)],
  },
  'delete deployment': {
    ask: ({ name, cascade = 'background' }) => ({ verb: 'delete', resource: 'deployments', namespace, name, body: { kind: 'DeleteOptions', propagationPolicy: policyOf[cascade] } }),
    prints: ({ name }) => [deletedText('deployment.apps', name)],
  },
  'delete namespace': { ask: ({ name }) => ({ verb: 'delete', resource: 'namespaces', name, body: { kind: 'DeleteOptions' } }), prints: ({ name }) => [`namespace "${name}" deleted`] },
  'delete configmap': { ask: ({ name }) => ({ verb: 'delete', resource: 'configmaps', namespace, name, body: { kind: 'DeleteOptions' } }), prints: ({ name }) => [deletedText('configmap', name)] },
}

/** How one command goes: an entry of the table takes the command of its own name. */
function stepsOf(command: SimpleCommand): Steps<SimpleCommand> {
  return steps[command.run] as Steps<SimpleCommand>
}

function isError({ code, status }: Answer): boolean {
  return code === 0 || status !== undefined
}

/** What a command prints of an answer that says no, or of none. */
function failureLines(command: CommandLine, ask: Ask, { status }: Answer): readonly string[] {
  const create = command.run === 'create deployment' || command.run === 'create pod' ? command : undefined
  return status ? refusedText(command, status).split('\n') : [unreachableText(pathOf(ask), create)]
}

function linesFor(command: SimpleCommand, ask: Ask, answer: Answer, now: number): readonly string[] {
  return isError(answer) ? failureLines(command, ask, answer) : stepsOf(command).prints(command, answer, now)
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
    if (isRollout(command)) {
      yield* talk(command, number, thread)
      return
    }
    const { ask: first, change: write } = stepsOf(command)
    let ask = first(command)
    if (ask.verb === 'create')
      thread.record({ kind: 'built', command: number, object: ask.body as Draft })
    let answer = yield* send(ask)
    // It looks the Pod up first: the name of its container is in it.
    if (command.run === 'logs' && answer.object?.kind === 'Pod') {
      const { tail } = command
      ask = { ...ask, subresource: 'log', query: `container=${answer.object.spec.containers[0]?.name ?? ''}${tail === undefined ? '' : `&tailLines=${tail}`}`, ...(tail !== undefined && { tail }) }
      answer = yield* send(ask)
    }
    // It reads what it changes, and then writes the change alone.
    const change = answer.object && write?.(command, ask, answer.object)
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
