import { fnv32 } from '../engine/random.ts'
import type { FieldError } from './errors.ts'
import { equal, isObject, type Json, type JsonObject, listAt, numberAt, textAt, withAt } from './json.ts'
import { wrong } from './validation.ts'

/** The ports of a node that Services may have, kube-apiserver's own range (`--service-node-port-range`). */
const nodePorts = { first: 30_000, last: 32_767 } as const

/** Addresses and ports that other Services have. */
export interface Allocations {
  readonly addresses: ReadonlySet<string>
  readonly ports: ReadonlySet<number>
}

/** What some Services have been given. */
export function takenBy(services: readonly JsonObject[]): Allocations {
  return {
    addresses: new Set(services.map(service => textAt(service, 'spec', 'clusterIP')).filter(address => address !== '' && address !== 'None')),
    ports: new Set(services.flatMap(service => listAt(service, 'spec', 'ports').flatMap(port => numberAt(port, 'nodePort') ?? []))),
  }
}

/** An address out of 10.96.0.0/12, kubeadm's range, that no Service has. Kubernetes draws it at random, this from the name. */
function freeAddress(name: string, taken: ReadonlySet<string>): string {
  for (let attempt = 0; ; attempt++) {
    const host = fnv32(`${name}/${attempt}`)
    const address = `10.${96 + host % 16}.${(host >>> 4) % 256}.${1 + (host >>> 12) % 254}`
    if (!taken.has(address))
      return address
  }
}

function freeNodePort(name: string, taken: ReadonlySet<number>): number {
  const size = nodePorts.last - nodePorts.first + 1
  const begin = fnv32(name) % size
  for (let step = 0; step < size; step++) {
    const port = nodePorts.first + (begin + step) % size
    if (!taken.has(port))
      return port
  }
  return 0
}

function isInRange(address: string): boolean {
  const [first, second = 0] = address.split('.').map(Number)
  return first === 10 && second >= 96 && second < 112
}

/** Whether each port of a Service is a port of every node, too. Source: pkg/registry/core/service/storage/alloc.go (needsNodePort). */
function needsNodePorts(spec: JsonObject): boolean {
  return spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false)
}

/** Why a Service cannot have the address and ports that it asks for. Sources: pkg/registry/core/service/storage/alloc.go, ipallocator/cidrallocator.go, portallocator/allocator.go. */
export function allocationErrors(service: JsonObject, { addresses, ports }: Allocations): readonly FieldError[] {
  const address = textAt(service, 'spec', 'clusterIP')
  const whyNot = address === '' || address === 'None' || !/^[\d.]+$/.test(address)
    ? undefined
    : addresses.has(address) ? 'provided IP is already allocated' : isInRange(address) ? undefined : 'the provided network does not match the current range'
  if (whyNot !== undefined)
    return [wrong('spec.clusterIPs', [address], `failed to allocate IP ${address}: ${whyNot}`)]
  return listAt(service, 'spec', 'ports').flatMap((each, index) => {
    const port = numberAt(each, 'nodePort') ?? 0
    const field = `spec.ports[${index}].nodePort`
    if (port === 0)
      return []
    if (port < nodePorts.first || port > nodePorts.last)
      return [wrong(field, port, `provided port is not in the valid range. The range of valid ports is ${nodePorts.first}-${nodePorts.last}`)]
    return ports.has(port) ? [wrong(field, port, 'provided port is already allocated')] : []
  }).slice(0, 1)
}

/** A Service with an address, and ports of the nodes, where its type wants them. @param seed by which they are drawn */
export function withAllocations(service: JsonObject, taken: Allocations, seed: string): JsonObject {
  const spec = isObject(service.spec) ? service.spec : {}
  if (spec.type === 'ExternalName')
    return service
  const address = textAt(spec, 'clusterIP') || freeAddress(seed, taken.addresses)
  const used = new Set(taken.ports)
  const withPort = (port: Json, index: number): Json => {
    if (!isObject(port) || (numberAt(port, 'nodePort') ?? 0) > 0)
      return port
    const nodePort = freeNodePort(`${seed}/${index}`, used)
    used.add(nodePort)
    return { ...port, nodePort }
  }
  return {
    ...service,
    spec: {
      ...spec,
      clusterIP: address,
      clusterIPs: [address],
      ...(needsNodePorts(spec) && { ports: listAt(spec, 'ports').map(withPort) }),
    },
  }
}

/** A changed Service with what it was given before and still needs; what its new type has no use for is gone. Source: pkg/registry/core/service/strategy.go (PatchAllocatedValues, dropTypeDependentFields). */
export function withKeptAllocations(before: JsonObject, service: JsonObject): JsonObject {
  const old = isObject(before.spec) ? before.spec : {}
  const spec = isObject(service.spec) ? service.spec : {}
  const unchanged = (name: string): boolean => equal(old[name], spec[name])
  const without = (names: readonly string[]): JsonObject => names.filter(unchanged).reduce((result, name) => withAt(result, ['spec', name], undefined), service)
  if (spec.type === 'ExternalName')
    return old.type === 'ExternalName' ? service : without(['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'internalTrafficPolicy', 'externalTrafficPolicy', 'allocateLoadBalancerNodePorts'])
  const address = textAt(spec, 'clusterIP') || textAt(old, 'clusterIP')
  const oldPorts = listAt(old, 'ports')
  const ports = listAt(spec, 'ports').map((port) => {
    const same = oldPorts.find(each => numberAt(each, 'port') === numberAt(port, 'port') && textAt(each, 'protocol') === textAt(port, 'protocol'))
    const nodePort = numberAt(same, 'nodePort')
    if (!isObject(port) || nodePort === undefined)
      return port
    const { nodePort: given, ...rest } = port
    return needsNodePorts(spec) ? { ...rest, nodePort: given ?? nodePort } : given === nodePort ? rest : port
  })
  const allowed = spec.type === 'ClusterIP' ? without(['externalTrafficPolicy', 'allocateLoadBalancerNodePorts']) : spec.type === 'NodePort' ? without(['allocateLoadBalancerNodePorts']) : service
  return { ...allowed, spec: { ...isObject(allowed.spec) && allowed.spec, ...(address !== '' && { clusterIP: address, clusterIPs: [address] }), ...(spec.ports !== undefined && { ports }) } }
}
