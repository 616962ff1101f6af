import { storageKey } from '../api/kinds.ts'
import type { EndpointSlice, Service } from '../api/objects.ts'
import { same } from '../api/same.ts'
import type { ServiceRule } from '../api/services.ts'
import type { ComponentEnv } from '../component-env.ts'
import { serviceLabel } from '../controllers/endpointslice.ts'
import { createInformer } from '../controllers/informer.ts'
import { changesOf, objectsOf, reflect } from '../controllers/reflector.ts'
import { proxyOf } from '../engine/actor.ts'
import type { Random } from '../engine/random.ts'
import { sleep } from '../engine/task.ts'
import { timing } from '../engine/timing.ts'
import type { EventId, WatchType } from '../history/event.ts'

/** The rule for a Service, given the slices with the Pods behind it: where none is ready, those that are leaving and still serve. Source: pkg/proxy/topology.go (CategorizeEndpoints). */
function ruleFor({ metadata, spec }: Service, slices: readonly EndpointSlice[]): ServiceRule {
  const all = slices.flatMap(({ endpoints, ports: [port] }) => port ? endpoints.map(({ addresses: [address], conditions }) => ({ target: `${address}:${port.port}`, ...conditions })) : [])
  const ready = all.filter(each => each.ready ?? true)
  const leaving = all.filter(({ serving, terminating }) => serving && terminating)
  return {
    service: metadata.name,
    address: `${spec.clusterIP ?? 'None'}:${spec.ports?.[0]?.port ?? 0}`,
    targets: (ready.length > 0 ? ready : leaving).map(({ target }) => target),
  }
}

/** Where the kernel sends a new connection: every target has the same chance; undefined without a target. Sources: pkg/proxy/iptables/proxier.go (probability), pkg/proxy/nftables/proxier.go (numgen random). */
export function forward({ targets }: ServiceRule, chance: Random): string | undefined {
  return targets.length === 0 ? undefined : targets[chance.int(targets.length)]
}

/** Starts a node's kube-proxy: Services and endpoints in, kernel rules out, which stay when it ends. */
export function startKubeProxy(cluster: ComponentEnv, node: string): void {
  const { engine } = cluster
  const actor = proxyOf(node)
  const services = createInformer<Service>()
  const known = createInformer<EndpointSlice>()
  const written = new Map<string, ServiceRule>()

  function program(type: WatchType, slice: EndpointSlice, cause: EventId): void {
    known[type === 'DELETED' ? 'drop' : 'take'](slice)
    const service = services.get(storageKey('services', slice.metadata.namespace, slice.metadata.labels?.[serviceLabel]))
    // Without an address of its own there is nothing to send on. Source: pkg/proxy/util/utils.go (ShouldSkipService).
    if (!service || !service.spec.clusterIP || service.spec.clusterIP === 'None')
      return
    const own = [...known.all()].filter(({ metadata: { namespace, labels } }) => namespace === service.metadata.namespace && labels?.[serviceLabel] === service.metadata.name)
    // With the last slice its Service goes.
    if (own.length === 0)
      return
    const rule = ruleFor(service, own)
    if (same(rule, written.get(rule.service)))
      return
    written.set(rule.service, rule)
    engine.start(actor, [cause], function* (thread) {
      yield* sleep(timing.rules)
      thread.record({ kind: 'programmed', rule })
    })
  }

  const slices = changesOf(actor, 'EndpointSlice', program)
  reflect(cluster, objectsOf(actor, 'Service', (_, service) => services.take(service), { quiet: true }), () => reflect(cluster, slices))
}
