import { createRandom } from '../../../kubernetes/engine/random.ts'
import type { ServiceRule } from '../../../kubernetes/api/services.ts'
import { forward } from '../../../kubernetes/node/kube-proxy.ts'
import { run } from '../../../kubernetes/run.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'

/** Three Pods of nginx, and one Service in front of them. */
export const proxyHistory = run({
  seed: 3,
  nodes: threeWorkers,
  services: [{ name: 'web', port: 80 }],
  commands: [{ run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 3 }],
})

/** The node whose kube-proxy is shown. */
export const node = 'worker-1'

/** What that kube-proxy wrote last for the Service. */
export const rule = ruleOf()

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
export function host(address = ''): string {
  return address.replace(/:\d+$/, '')
}
