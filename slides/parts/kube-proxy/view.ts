import type { Endpoint, Pod } from '../../../kubernetes/api/objects.ts'
import type { ServiceRule } from '../../../kubernetes/api/services.ts'
import { type ProxyStepId, proxySteps } from './steps.ts'
import { connections, host, node, proxyHistory, rule } from './history.ts'

const end = proxyHistory.stateAt(proxyHistory.events.length - 1)

const stored = [...end.objects.values()]

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
  return { name: service.metadata.name, address: service.spec.clusterIP ?? '', ready: readyEndpoints().length }
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
