import type { Endpoint, Pod } from '../../../kubernetes/api/objects.ts'
import { createRandom } from '../../../kubernetes/engine/random.ts'
import type { ServiceRule } from '../../../kubernetes/node/kube-proxy.ts'
import { forward } from '../../../kubernetes/node/kube-proxy.ts'
import { run } from '../../../kubernetes/run.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'
import { defineSteps } from '../../../talk/step.ts'
import type { StepId } from '../../../talk/step.ts'
import { partOf } from '../anatomy.ts'
import { dutyStep, takeawayStep, openingStep } from '../part-steps.ts'

const part = partOf('kube-proxy')

/** Three Pods of nginx, and one Service in front of them. */
export const proxyHistory = run({
  seed: 3,
  nodes: threeWorkers,
  services: [{ name: 'web', port: 80 }],
  commands: [{ run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 3 }],
})

const node = 'worker-1'
const end = proxyHistory.stateAt(proxyHistory.events.length - 1)
const stored = [...end.objects.values()]
const rule = ruleOf()

function ruleOf(): ServiceRule {
  const last = proxyHistory.events.findLast(event => event.kind === 'programmed' && event.actor === `kube-proxy@${node}`)
  if (last?.kind !== 'programmed')
    throw new Error(`The kube-proxy on ${node} wrote no rule.`)
  return last.rule
}

/** Where the first connections to the Service go: drawn at random in life, here from the seed of the run. */
export const connections: readonly string[] = drawn(proxyHistory.scenario.seed)

function drawn(seed: number): string[] {
  const chance = createRandom(seed, 'connections')
  return [1, 2].flatMap(() => forward(rule, chance) ?? [])
}

/** The address without its port. */
function host(address = ''): string {
  return address.replace(/:\d+$/, '')
}

/** kube-proxy at work: a Service, the rules for it, two connections, and what goes without them. */
export const proxySteps = defineSteps([
  { ...openingStep(part), caption: { ...openingStep(part).caption, rest: 'Pods have addresses that do not last.' } },
  {
    id: 'service',
    caption: { lead: 'A Service:', rest: 'one address that stays, in front of all three.' },
    narration: 'A Service is an object like any other. It has one stable address, and a controller lists the addresses of its Pods beside it, in an EndpointSlice, each with a note whether it is ready. No machine answers at that address.',
    source: 'docs:reference/networking/virtual-ips',
  },
  { ...dutyStep(part, 'rules'), page: true },
  {
    id: 'connection',
    caption: { lead: 'Rewritten:', rest: `${host(rule.address)} becomes ${host(connections[0])}.` },
    narration: 'Now somebody opens a connection to the Service. The kernel of their own node puts the address of one Pod in its place, chosen at random. The process kube-proxy never sees the packet.',
    source: 'docs:reference/networking/virtual-ips',
  },
  {
    id: 'another',
    caption: { lead: 'The next connection:', rest: `${host(connections[1])}, by chance.` },
    narration: 'The next connection is drawn anew, and may go to another Pod. In real life this is chance; our model draws from a seed. Within a connection nothing changes any more.',
    source: 'docs:reference/networking/virtual-ips',
  },
  dutyStep(part, 'network'),
  dutyStep(part, 'optional'),
  takeawayStep(part),
])

type ProxyStepId = StepId<typeof proxySteps>

/** One of the Pods. */
export interface TargetView {
  readonly address: string
  readonly node: string
}

/** Everything that the picture of kube-proxy shows at one step. */
export interface ProxyView {
  readonly node: string
  readonly pods: readonly TargetView[]
  /** The Service's address, and how many ready Pods its slice lists; undefined before there is one. */
  readonly service: { readonly name: string, readonly address: string, readonly ready: number } | undefined
  /** How kube-proxy writes its rules: the default on Linux. Undefined where it is not there to write any. */
  readonly mode: 'iptables' | undefined
  /** What the kernel does with the Service's address; undefined before it is written. */
  readonly rule: ServiceRule | undefined
  /** The Pod that the connection of this step reaches, by address, and whether by way of the rules. */
  readonly connection: { readonly to: string, readonly byRule: boolean } | undefined
  /** Whether kube-proxy is there, or something else writes the rules. */
  readonly proxy: boolean
  /** One sentence or two: what the picture shows. */
  readonly description: string
}

const pods: readonly TargetView[] = stored.filter((object): object is Pod => object.kind === 'Pod')
  .map(({ spec, status }) => ({ address: status.podIP ?? '', node: spec.nodeName ?? '' }))
  .sort((one, other) => one.node < other.node ? -1 : 1)

function readyEndpoints(): readonly Endpoint[] {
  return stored.flatMap(object => object.kind === 'EndpointSlice' ? object.endpoints : []).filter(({ conditions }) => conditions.ready)
}

function serviceOf(): NonNullable<ProxyView['service']> {
  const service = stored.find(object => object.kind === 'Service')
  if (!service)
    throw new Error('There is no Service.')
  return { name: service.metadata.name, address: service.spec.clusterIP, ready: readyEndpoints().length }
}

const reached: Readonly<Partial<Record<ProxyStepId, NonNullable<ProxyView['connection']>>>> = {
  connection: { to: host(connections[0]), byRule: true },
  another: { to: host(connections[1]), byRule: true },
  network: { to: host(connections[1]), byRule: false },
  keep: { to: host(connections[0]), byRule: true },
}

function describe({ pods: shown, mode, service, rule: written, connection, proxy }: Omit<ProxyView, 'description'>): string {
  return [
    `Three worker nodes have a Pod each: ${shown.map(({ address }) => address).join(', ')}.`,
    service && `The Service ${service.name} has the address ${service.address} and ${service.ready} ready Pods.`,
    written && `By the ${mode ? `${mode} ` : ''}rules in the kernel of ${node}, ${written.address} becomes one of ${written.targets.join(', ')}.`,
    connection && (connection.byRule ? `A connection to ${service?.address ?? ''} reaches ${connection.to} by those rules, past kube-proxy.` : `A connection to ${connection.to} needs no rule: the network plugin carries it.`),
    !proxy && 'There is no kube-proxy here: the network plugin forwards Services.',
  ].filter(Boolean).join(' ')
}

/** What the picture of kube-proxy shows at a step. Throws a RangeError for a step that is not there. */
export function proxyView(index: number): ProxyView {
  const step = proxySteps[index]
  if (!step)
    throw new RangeError(`There is no step ${index}: kube-proxy has ${proxySteps.length}.`)
  const stepIndex = (id: ProxyStepId): number => proxySteps.findIndex(each => each.id === id)
  const proxy = step.id !== 'optional'
  const shown = {
    node,
    mode: proxy ? 'iptables' as const : undefined,
    pods,
    service: index >= stepIndex('service') ? serviceOf() : undefined,
    rule: index >= stepIndex('rules') ? rule : undefined,
    connection: reached[step.id],
    proxy,
  }
  return { ...shown, description: describe(shown) }
}
