import type { ServiceRule } from '../../../kubernetes/api/services.ts'
import { objectsIn, present } from '../../../kubernetes/history/query.ts'
import { stepAt, stepStateAt } from '../../../talk/step.ts'
import { type ProxyStepId, proxySteps } from './steps.ts'
import { connections, host, node, proxyHistory, rule } from './history.ts'

const end = proxyHistory.stateAt(proxyHistory.events.length - 1)

export interface TargetView {
  readonly address: string
  readonly node: string
}

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
  readonly description: string
}

const pods: readonly TargetView[] = objectsIn(end, 'Pod')
  .map(({ spec, status }) => ({ address: status.podIP ?? '', node: spec.nodeName ?? '' }))
  .sort((one, other) => one.node < other.node ? -1 : 1)

function serviceOf(): NonNullable<ProxyView['service']> {
  const { metadata: { name }, spec } = present(objectsIn(end, 'Service')[0], 'Service')
  const endpoints = objectsIn(end, 'EndpointSlice').flatMap(slice => slice.endpoints)
  return { name, address: spec.clusterIP ?? '', ready: endpoints.filter(({ conditions }) => conditions.ready).length }
}

const reachedBy: Readonly<Partial<Record<ProxyStepId, NonNullable<ProxyView['connection']>>>> = {
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
  const { id } = stepAt(proxySteps, index)
  const { reached } = stepStateAt(proxySteps, index)
  const proxy = id !== 'optional'
  const shown = {
    node,
    mode: proxy ? 'iptables' as const : undefined,
    pods,
    service: reached('service') ? serviceOf() : undefined,
    rule: reached('rules') ? rule : undefined,
    connection: reachedBy[id],
    proxy,
  }
  return { ...shown, description: describe(shown) }
}
