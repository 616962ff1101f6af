import type { ApiObject, Lease, Node } from '../api/objects.ts'
import { startAutoscaler, withAutoscaler } from '../controllers/autoscaler.ts'
import { collectors } from '../controllers/collectors.ts'
import type { TemplateHash } from '../controllers/deployment.ts'
import { eventOf } from '../controllers/event-recorder.ts'
import { leaderNote } from '../controllers/leader-election.ts'
import { startPodGarbageCollector } from '../controllers/pod-garbage-collector.ts'
import { contentsOf } from '../controllers/namespaces.ts'
import { createRandom, fnv32 } from '../engine/random.ts'
import { timestamp } from '../engine/timing.ts'
import { bootstrapRoles } from './bootstrap-roles.ts'
import { containerChanges } from '../node/container-change.ts'
import { startChecks } from '../node/start-checks.ts'
import { constraints } from '../scheduler/constraints.ts'
import type { Scenario } from '../scenario.ts'
import { standardPolicy } from '../server/identities.ts'
import { createSimulation, type Simulation } from '../simulation.ts'
import { type JsonObject, listAt, objectAt } from './json.ts'
import { plain, storable } from './object-json.ts'
import { admissionOf } from './plugins.ts'
import { priorityClasses, storedPriorities } from './priorities.ts'

/** What nodes say of themselves, where a scenario says nothing. */
export interface Machine {
  readonly osImage: string
  readonly kernelVersion: string
  readonly containerRuntimeVersion: string
  /** All of its memory, a part of which it keeps for itself. */
  readonly memory?: string
}

const machineOfModel: Machine = { osImage: 'Debian GNU/Linux 13 (trixie)', kernelVersion: '6.12.0', containerRuntimeVersion: 'containerd://2.3.4' }

/** A node with all that its kubelet writes when it registers it. Source: pkg/kubelet/kubelet_node_status.go. */
function registered(node: Node, index: number, { osImage, kernelVersion, containerRuntimeVersion, memory: installed }: Machine): ApiObject {
  const { name } = node.metadata
  const own = plain(node)
  const { allocatable, ...status } = own.status as JsonObject
  const { cpu = '0', memory = '0', pods = '0' } = node.status.allocatable
  const resources = { cpu, 'hugepages-1Gi': '0', 'hugepages-2Mi': '0', memory, pods }
  const range = `10.244.${index}.0/24`
  return storable({
    ...own,
    metadata: {
      ...node.metadata as unknown as JsonObject,
      labels: { 'beta.kubernetes.io/arch': 'amd64', 'beta.kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux' },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0', 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    },
    spec: { podCIDR: range, podCIDRs: [range], ...own.spec as JsonObject },
    status: {
      ...status,
      capacity: { ...resources, memory: installed ?? memory },
      allocatable: { ...resources, ...allocatable as JsonObject },
      addresses: [...listAt(own, 'status', 'addresses'), { type: 'Hostname', address: name }],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: { machineID: name, systemUUID: name, bootID: name, kernelVersion, osImage, containerRuntimeVersion, kubeletVersion: 'v1.36.2', kubeProxyVersion: '', operatingSystem: 'linux', architecture: 'amd64' },
    },
  })
}

/** What every new cluster holds. Source: pkg/controlplane/controller. */
function bootstrap(uid: () => string, address: string): readonly ApiObject[] {
  const meta = (name: string, namespace?: string, labels?: JsonObject): JsonObject => ({ name, ...(namespace && { namespace }), uid: uid(), resourceVersion: '', ...(labels && { labels }) })
  const namespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system']
  const [host = '127.0.0.1', port = '6443'] = address.split(':')
  return [
    ...namespaces.map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: meta(name, undefined, { 'kubernetes.io/metadata.name': name }), spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } })),
    ...namespaces.flatMap(name => contentsOf(name).map(object => ({ ...object, metadata: { ...object.metadata, ...meta(object.metadata.name, name) } }))),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: meta('kubernetes', 'default', { component: 'apiserver', provider: 'kubernetes' }),
      spec: { clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1'], internalTrafficPolicy: 'Cluster', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: Number(port) }], sessionAffinity: 'None', type: 'ClusterIP' },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...meta('kubernetes', 'default', { 'kubernetes.io/service-name': 'kubernetes' }), generation: 1 },
      addressType: 'IPv4',
      endpoints: [{ addresses: [host], conditions: { ready: true } }],
      ports: [{ name: 'https', port: Number(port), protocol: 'TCP' }],
    },
    ...bootstrapRoles(meta),
  ].map(object => storable(object as unknown as JsonObject))
}

/** The machine of the control plane on which the API server is, by which it names itself. */
const controlPlane = 'control-plane-1'

/** The name under which a copy of a part stands for election: that of its machine, and another each time it is started. */
function identityOf(seed: number, copy: string, start: number): string {
  return `control-plane-${copy.at(-1)}_${createRandom(seed, `identity of ${copy} ${start}`).uid()}`
}

/** The parts of the control plane of which one of several works. */
const leaders = ['kube-controller-manager', 'kube-scheduler']

function isOfControlPlane({ kind, metadata }: ApiObject): boolean {
  return kind === 'Lease' && metadata.namespace === 'kube-system'
}

/** The Leases by which the parts of the control plane say that they are there. Sources: client-go/tools/leaderelection, pkg/controlplane/apiserver/server.go (the identity of an API server). */
function leases(objects: readonly ApiObject[], uid: () => string, seed: number, now: number): readonly JsonObject[] {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567'
  const identity = `apiserver-${Array.from({ length: 26 }, (_, index) => letters[fnv32(`${controlPlane}/${index}`) % letters.length]).join('')}`
  return [
    ...objects.filter(isOfControlPlane).map((each) => {
      const own = plain(each)
      return { ...own, spec: { ...objectAt(own, 'spec'), holderIdentity: identityOf(seed, `${each.metadata.name}-1`, 0) } }
    }),
    {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: identity, namespace: 'kube-system', uid: uid(), resourceVersion: '', labels: { 'apiserver.kubernetes.io/identity': 'kube-apiserver', 'kubernetes.io/hostname': controlPlane } },
      spec: { holderIdentity: `${identity}_${uid()}`, leaseDurationSeconds: 3600, renewTime: timestamp(now) },
    },
  ]
}

/** What the first leaders have said. Recorded of a cluster a few minutes old. */
function leaderEvents(leases: readonly JsonObject[], uid: () => string, now: number): readonly ApiObject[] {
  return leases.map(storable).filter((each): each is Lease => each.kind === 'Lease' && leaders.includes(each.metadata.name)).map((lease) => {
    const { draft } = eventOf(leaderNote(lease), now)
    return { ...draft, metadata: { name: '', ...draft.metadata, uid: uid(), resourceVersion: '', creationTimestamp: timestamp(now) } }
  })
}

/** A cluster that anybody can write to. */
export interface OpenCluster {
  readonly scenario: Omit<Scenario, 'commands'>
  /** The model's clock when it begins, in milliseconds; for how long it has been there by then. */
  readonly now: number
  readonly age?: number
  readonly machine?: Machine
  /** The address of its control plane, as Pods know it: host and port. */
  readonly address?: string
  /** Objects that are stored before it starts. */
  readonly objects?: readonly JsonObject[]
  /** How Pod templates are hashed; where that is as in Kubernetes, see `template-hash.ts`. */
  readonly templateHash?: TemplateHash
}

/** Starts a cluster with all that a new one holds, and with the controllers that only one needs which others write to. */
export function openCluster({ scenario, now, age = 0, machine = machineOfModel, address = '10.0.0.1:6443', objects: more = [], templateHash }: OpenCluster): Simulation {
  const policy = withAutoscaler({ ...standardPolicy(scenario.nodes.map(({ name }) => name)), ...scenario.policy })
  return createSimulation({ candidates: 1, ...scenario, policy, commands: [] }, {
    now,
    controllers: [...collectors, startPodGarbageCollector, startAutoscaler],
    changes: containerChanges,
    checks: startChecks,
    constraints,
    ...templateHash && { templateHash },
    admission: admissionOf(policy),
    priorities: storedPriorities,
    identify: (copy, start) => identityOf(scenario.seed, copy, start),
    objects: (objects, uid) => {
      const nodes = objects.filter((each): each is Node => each.kind === 'Node')
      const created = timestamp(now - age)
      const given = more.map(object => storable({ ...object, metadata: { ...objectAt(object, 'metadata'), uid: uid(), resourceVersion: '' } }))
      const held = leases(objects, uid, scenario.seed, now)
      const all = [...priorityClasses(policy.priorities).map(storable), ...objects.filter(each => each.kind !== 'Node' && !isOfControlPlane(each)), ...held.map(storable), ...leaderEvents(held, uid, now - age), ...given, ...bootstrap(uid, address), ...nodes.map((node, index) => registered(node, index, machine))]
      return all.map(object => storable({ ...plain(object), metadata: { ...object.metadata as unknown as JsonObject, creationTimestamp: created } }))
    },
  })
}
