import type { Node, Pod, PodCondition } from '../api/objects.ts'
import type { ComponentEnv } from '../component-env.ts'
import { all, send, type Task } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { createInformer } from './informer.ts'
import { reflectAll } from './reflector.ts'

const actor = 'pod-garbage-collector-controller'

/** How often it looks, and for how long a node has to be unknown, in milliseconds. Source: pkg/controller/podgc/gc_controller.go (gcCheckPeriod, quarantineTime). */
const period = 20_000
const quarantine = 40_000

/** Collects Pods bound to a node that has not existed for a while, without an Event. The real one also collects ended ones, from 12,500 on. Source: pkg/controller/podgc/gc_controller.go (gcOrphaned). */
export function startPodGarbageCollector(cluster: ComponentEnv): void {
  const { agenda, engine } = cluster
  const pods = createInformer<Pod>()
  const nodes = createInformer<Node>()
  const missed = new Map<string, number>()

  function* collect({ metadata: { name, namespace = 'default' }, status: { phase } }: Pod): Task {
    const target = { resource: 'pods', namespace, name } as const
    if (phase !== 'Succeeded' && phase !== 'Failed') {
      const condition: PodCondition = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists', lastTransitionTime: timestamp(agenda.now()) }
      const { object } = yield* send({ ...target, verb: 'patch', subresource: 'status', body: { kind: 'StatusPatch', status: { phase: 'Failed', conditions: [condition] } } })
      if (!object)
        return
    }
    yield* send({ ...target, verb: 'delete', body: { kind: 'DeleteOptions', gracePeriodSeconds: 0 } })
  }

  /** A node that the watch knows nothing of it asks for once more. */
  function* collectFrom(node: string): Task {
    const { code } = yield* send({ verb: 'get', resource: 'nodes', name: node })
    missed.delete(node)
    if (code === 404)
      yield* all([...pods.all()].filter(({ spec }) => spec.nodeName === node).map(pod => () => collect(pod)))
  }

  function check(): void {
    const now = agenda.now()
    const known = new Set([...nodes.all()].map(({ metadata }) => metadata.name))
    const lost = new Set([...pods.all()].flatMap(({ spec: { nodeName } }) => nodeName === undefined || known.has(nodeName) ? [] : [nodeName]))
    for (const node of missed.keys()) {
      if (!lost.has(node))
        missed.delete(node)
    }
    for (const node of lost) {
      const since = missed.get(node) ?? now
      missed.set(node, since)
      if (now - since >= quarantine)
        engine.start(actor, [], () => collectFrom(node))
    }
    agenda.after(period, check, true)
  }

  reflectAll(cluster, [
    { name: actor, resource: 'nodes', quiet: true, receive: (type, object) => object.kind === 'Node' && nodes[type === 'DELETED' ? 'drop' : 'take'](object) },
    { name: actor, resource: 'pods', quiet: true, receive: (type, object) => object.kind === 'Pod' && pods[type === 'DELETED' ? 'drop' : 'take'](object) },
  ], check)
}
