import type { Draft, Node, NodeCondition } from '../api/objects.ts'
import { createPoster } from '../controllers/event-recorder.ts'
import type { Agenda } from '../engine/agenda.ts'
import { send, sleep, type Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { wellConditions } from './node-conditions.ts'
import type { NodeEvents } from './pod-worker.ts'

/** What is said of a Node that is well, by the condition that tells of it. */
const well: Readonly<Record<string, string>> = { MemoryPressure: 'NodeHasSufficientMemory', DiskPressure: 'NodeHasNoDiskPressure', PIDPressure: 'NodeHasSufficientPID' }

/** How long a kubelet that starts waits before it registers its Node, and at most where that fails: twice as long each time, in milliseconds. Source: pkg/kubelet/kubelet_node_status.go (registerWithAPIServer). */
const firstWait = 100
const longestWait = 7000

/** A Node as its kubelet registers it: ready only after that. Sources: pkg/kubelet/kubelet_node_status.go (initialNode), pkg/volume/csi/csi_plugin.go (initializeCSINode). */
function asRegistered({ metadata: { name, labels, annotations }, spec: { taints: _, unschedulable: _1, ...spec }, ...own }: Node, time: string): Draft<Node> {
  const ready: NodeCondition = { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: 'CSINode is not yet initialized', lastTransitionTime: time }
  const node = { ...own, metadata: { name, ...labels && { labels }, ...annotations && { annotations } }, spec, status: { ...own.status, conditions: [...wellConditions(time), ready] } }
  return node
}

/**
 * What a kubelet tells of its own node, by its name alone: when it begins, and when a condition is another than before.
 * Recorded from a real one; sources: pkg/kubelet/kubelet.go (BirthCry), pkg/kubelet/nodestatus/setters.go.
 */
export function createNodeEvents(agenda: Agenda, own: Node): NodeEvents {
  const { name: node } = own.metadata
  const post = createPoster({ agenda }, 'type')

  function say(thread: Thread, reason: string, message = `Node ${node} status is now: ${reason}`): void {
    thread.fork(post({ about: { ...own, metadata: { ...own.metadata, uid: '' } }, reason, message, component: 'kubelet' }))
  }

  return {
    *begun(thread) {
      say(thread, 'Starting', 'Starting kubelet.')
      say(thread, 'NodeAllocatableEnforced', 'Updated Node Allocatable limit across pods')
      for (let wait = firstWait; ; wait = Math.min(2 * wait, longestWait)) {
        yield* sleep(wait)
        for (const reason of Object.values(well))
          say(thread, reason)
        const { code } = yield* send({ verb: 'create', resource: 'nodes', body: asRegistered(own, timestamp(agenda.now())) })
        if (code === 201 || code === 409)
          return code === 201
      }
    },
    changed(before, ready, thread) {
      const statusOf = (type: NodeCondition['type']): string | undefined => before.status.conditions.find(each => each.type === type)?.status
      for (const type of ['MemoryPressure', 'DiskPressure', 'PIDPressure'] as const) {
        if (statusOf(type) !== 'False')
          say(thread, well[type] ?? '')
      }
      if (statusOf('Ready') !== ready)
        say(thread, ready === 'True' ? 'NodeReady' : 'NodeNotReady')
    },
  }
}
