import { describe, expect, it } from 'vitest'
import { mustPrecede } from '../../../kubernetes/history/order.ts'
import { run } from '../../../kubernetes/run.ts'
import { eventsOf } from '../support.ts'
import { orderOf } from './aspects/order.ts'
import { factsOf } from './facts.ts'
import { recorded } from './recordings.ts'
import { scenarios } from './scenarios/index.ts'

const { runs } = recorded('deploy')
const history = run(scenarios.deploy.scenario)
const model = orderOf(factsOf('model', history))

/** The event at which a write of the model was stored, by its name among the writes. */
const stored = new Map(orderOf(factsOf('model', history)).map((name, index) => {
  const events = eventsOf(history, 'committed').filter(({ request, object }) => object.kind !== 'Event' && object.kind !== 'Lease' && !(request.subresource === 'status' && request.resource !== 'pods'))
  return [name, events[index]?.id ?? -1]
}))

function inOrder(order: readonly string[], first: string, second: string): boolean {
  return order.indexOf(first) < order.indexOf(second)
}

describe('what waits for what when a Deployment is created, beside twelve recorded runs', () => {
  it('has the same writes in every run', () => {
    for (const each of runs)
      expect(new Set(orderOf(each).filter(name => !/kubelet .*\(\d\)$/.test(name))), each.run).toEqual(new Set(model.filter(name => !/kubelet .*\(\d\)$/.test(name))))
  })

  it('the model has no fixed order where two recorded runs differed', () => {
    const orders = runs.map(orderOf)
    const names = model.filter(name => orders.every(order => order.includes(name)))
    const free = names.flatMap(first => names.filter(second => first !== second && new Set(orders.map(order => inOrder(order, first, second))).size === 2).map(second => [first, second] as const))
    expect(free.length).toBeGreaterThan(20)
    expect(free.filter(([first, second]) => mustPrecede(history.events, stored.get(first) ?? -1, stored.get(second) ?? -1))).toEqual([])
  })

  it('keeps the orders that follow from a cause, as every run did', () => {
    const pods = ['web/1/1', 'web/1/2', 'web/1/3']
    const causes = pods.flatMap(pod => [
      ['kubectl create deployments web', 'deployment-controller create replicasets web/1'],
      ['deployment-controller create replicasets web/1', `replicaset-controller create pods ${pod}`],
      [`replicaset-controller create pods ${pod}`, `kube-scheduler create pods/binding ${pod}`],
      [`kube-scheduler create pods/binding ${pod}`, `kubelet patch pods/status ${pod}`],
      ['replicaset-controller create pods web/1/1', 'replicaset-controller create pods web/1/3'],
    ] as const)
    for (const [first, second] of causes) {
      expect(mustPrecede(history.events, stored.get(first) ?? -1, stored.get(second) ?? -1), `${first}, then ${second}`).toBe(true)
      for (const each of runs)
        expect(inOrder(orderOf(each), first, second), `${each.run}: ${first}, then ${second}`).toBe(true)
    }
  })
})
