import fc from 'fast-check'
import { type Breakable, breakablesOf, type Part, parts } from '../../kubernetes/parts.ts'
import { type Command, type CommandLine, type Crash, type NodeSpec, type Scenario, type ServiceSpec, threeWorkers } from '../../kubernetes/scenario.ts'
import type { Taint } from '../../kubernetes/api/objects.ts'
import { credentialOf } from '../../kubernetes/server/identities.ts'

const taint: fc.Arbitrary<Taint> = fc.record({
  key: fc.constantFrom('dedicated', 'zone'),
  value: fc.constantFrom('a', 'b'),
  effect: fc.constantFrom('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
})

const nodes: fc.Arbitrary<NodeSpec[]> = fc.array(fc.record({
  cpu: fc.constantFrom('500m', '1', '4'),
  memory: fc.constantFrom('1Gi', '8Gi'),
  pods: fc.constantFrom(1, 3, 110),
  taints: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(taint, { maxLength: 2 }) }),
  ready: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
}), { maxLength: 5 }).map(list => list.map((spec, index) => ({ ...spec, name: `worker-${index + 1}` })))

const commands: fc.Arbitrary<Command[]> = fc.tuple(
  fc.array(fc.record({
    run: fc.constant('create deployment' as const),
    at: fc.constantFrom(0, 0.01, 3, 'rest' as const),
    name: fc.constantFrom('web', 'api', 'cache', 'No Name'),
    image: fc.constantFrom('nginx', 'httpd', 'redis'),
    replicas: fc.integer({ min: 0, max: 6 }),
    requests: fc.constantFrom({}, { cpu: '300m' }, { memory: '900Mi' }, { cpu: '2', memory: '1Gi' }),
    probed: fc.boolean(),
  }).map(({ requests, probed, ...command }) => ({
    ...command,
    ...(Object.keys(requests).length > 0 && { requests }),
    ...(probed && { readinessProbe: { httpGet: { path: '/', port: 80 } } }),
  })), { minLength: 1, maxLength: 3 }),
  fc.array(fc.record({ run: fc.constant('get pods' as const), at: fc.constantFrom(0, 1, 'rest' as const) }), { maxLength: 1 }),
).map(lists => lists.flat())

const policy = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ quotas: fc.record({ name: fc.constant('compute-resources'), namespace: fc.constant('default'), pods: fc.integer({ min: 0, max: 5 }) }).map(quota => [quota]) }) },
  { weight: 1, arbitrary: fc.record({ webhooks: fc.record({ name: fc.constant('policy.example.com'), phase: fc.constantFrom('mutating' as const, 'validating' as const), resource: fc.constantFrom('deployments' as const, 'replicasets' as const, 'pods' as const), message: fc.constant('no') }).map(hook => [hook]) }) },
)

const credential = fc.oneof({ weight: 8, arbitrary: fc.constant(credentialOf('kubectl')) }, { weight: 1, arbitrary: fc.constantFrom(null, 'expired') })

const services: fc.Arbitrary<ServiceSpec[]> = fc.subarray([{ name: 'web', port: 80 }, { name: 'api', port: 8080 }])

/** Processes that end by themselves on some of the nodes, in the order in which they do. */
function crashesOn(list: readonly NodeSpec[]): fc.Arbitrary<Crash[]> {
  if (list.length === 0)
    return fc.constant([])
  const crash = fc.record({ node: fc.constantFrom(...list.map(({ name }) => name)), at: fc.constantFrom(0, 1, 3, 6) })
  return fc.oneof({ weight: 4, arbitrary: fc.constant<Crash[]>([]) }, { weight: 1, arbitrary: fc.array(crash, { maxLength: 3 }).map(crashes => crashes.sort((a, b) => a.at - b.at)) })
}

/** A scenario of a small cluster in which nothing is missing: whatever goes wrong is said by somebody. */
export const complete: fc.Arbitrary<Scenario> = fc.record({ seed: fc.nat(), nodes, commands, policy, credential, services })
  .chain(scenario => crashesOn(scenario.nodes).map(crashes => ({ ...scenario, crashes })))

/** The same with some parts away. */
export const anything: fc.Arbitrary<Scenario> = fc.tuple(complete, fc.subarray<Part>([...parts], { maxLength: 2 })).map(([scenario, without]) => ({ ...scenario, without }))

/** One thing that is done to a living cluster; a Pod to delete is given by its place among those that there are. */
export type Act
  = | { readonly stop: Breakable }
    | { readonly start: Breakable }
    | { readonly type: CommandLine }
    | { readonly deletePod: number }
    | { readonly advance: number }

const workloads: readonly CommandLine[] = [
  ...[0, 1, 2, 3, 5].map(replicas => ({ run: 'scale deployment', name: 'web', replicas } as const)),
  { run: 'run', name: 'debug', image: 'nginx' },
  {
    run: 'create pod',
    name: 'site',
    initContainers: [{ name: 'first', image: 'busybox', command: ['sleep', '2'] }, { name: 'beside', image: 'redis', restartPolicy: 'Always' }],
    containers: [{ name: 'web', image: 'nginx' }, { name: 'php', image: 'php:fpm' }],
  },
  { run: 'get pods' },
]

const breakables = breakablesOf({ nodes: threeWorkers, apiServers: 3 })

function act(times: readonly number[]): fc.Arbitrary<Act> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...breakables).map(stop => ({ stop })) },
    { weight: 2, arbitrary: fc.constantFrom(...breakables).map(start => ({ start })) },
    { weight: 2, arbitrary: fc.constantFrom(...workloads).map(type => ({ type })) },
    { weight: 1, arbitrary: fc.nat().map(deletePod => ({ deletePod })) },
    { weight: 5, arbitrary: fc.constantFrom(...times).map(advance => ({ advance })) },
  )
}

/** A few things that are done to a cluster, one after the other: most within seconds, some with time for a dead node to be noticed, and for its Pods to be marked. */
export const shortFaults: fc.Arbitrary<readonly Act[]> = fc.array(fc.oneof(
  { weight: 12, arbitrary: act([1, 3, 9, 50, 160, 450, 1000, 3000, 20_000]) },
  { weight: 1, arbitrary: act([70_000, 370_000]) },
), { minLength: 3, maxLength: 8 })

/** A cluster of three nodes with room for everything, and what is done to it. */
export const faultRuns: fc.Arbitrary<{ readonly scenario: Scenario, readonly acts: readonly Act[] }> = fc.record({
  scenario: fc.record({ seed: fc.nat(), crashes: crashesOn(threeWorkers), probed: fc.boolean() }).map(({ probed, ...given }): Scenario => ({
    ...given,
    nodes: threeWorkers,
    apiServers: 3,
    services: [{ name: 'web', port: 80 }],
    commands: [{ run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 3, ...(probed && { readinessProbe: { httpGet: { path: '/', port: 80 } } }) }],
  })),
  acts: fc.array(act([1, 3, 9, 50, 160, 450, 1000, 3000, 20_000, 70_000, 330_000]), { minLength: 3, maxLength: 24 }),
})
