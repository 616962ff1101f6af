import fc from 'fast-check'
import { parts } from '../../../model/cluster/scenario.ts'
import type { Command, NodeSpec, Part, Scenario } from '../../../model/cluster/scenario.ts'
import type { Taint } from '../../../model/cluster/api/objects.ts'
import { credentialOf } from '../../../model/cluster/server/identities.ts'

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
  }).map(({ requests, ...command }) => Object.keys(requests).length > 0 ? { ...command, requests } : command), { minLength: 1, maxLength: 3 }),
  fc.array(fc.record({ run: fc.constant('get pods' as const), at: fc.constantFrom(0, 1, 'rest' as const) }), { maxLength: 1 }),
).map(lists => lists.flat())

const policy = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ quotas: fc.record({ name: fc.constant('compute-resources'), namespace: fc.constant('default'), pods: fc.integer({ min: 0, max: 5 }) }).map(quota => [quota]) }) },
  { weight: 1, arbitrary: fc.record({ webhooks: fc.record({ name: fc.constant('policy.example.com'), phase: fc.constantFrom('mutating' as const, 'validating' as const), resource: fc.constantFrom('deployments' as const, 'replicasets' as const, 'pods' as const), message: fc.constant('no') }).map(hook => [hook]) }) },
)

const credential = fc.oneof({ weight: 8, arbitrary: fc.constant(credentialOf('kubectl')) }, { weight: 1, arbitrary: fc.constantFrom(null, 'expired') })

/** A scenario of a small cluster in which nothing is missing: whatever goes wrong is said by somebody. */
export const complete: fc.Arbitrary<Scenario> = fc.record({ seed: fc.nat(), nodes, commands, policy, credential })

/** The same with some parts away. */
export const anything: fc.Arbitrary<Scenario> = fc.tuple(complete, fc.subarray<Part>([...parts], { maxLength: 2 })).map(([scenario, without]) => ({ ...scenario, without }))
