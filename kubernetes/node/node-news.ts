import type { Node, NodeCondition } from '../api/objects.ts'
import { createPoster } from '../controllers/event-recorder.ts'
import type { Agenda } from '../engine/agenda.ts'
import { send, type Thread } from '../engine/task.ts'
import type { NodeNews } from './pod-worker.ts'

/** What is said of a Node that is well, by the condition that tells of it. */
const well: Readonly<Record<string, string>> = { MemoryPressure: 'NodeHasSufficientMemory', DiskPressure: 'NodeHasNoDiskPressure', PIDPressure: 'NodeHasSufficientPID' }

/**
 * What a kubelet tells of its own node, by its name alone: when it begins, and when a condition is another than before.
 * Recorded from a real one; sources: pkg/kubelet/kubelet.go (BirthCry), pkg/kubelet/nodestatus/setters.go.
 */
export function nodeNews(agenda: Agenda, node: string): NodeNews {
  const post = createPoster({ agenda }, 'type')

  function say({ metadata, ...rest }: Node, thread: Thread, reason: string, message = `Node ${node} status is now: ${reason}`): void {
    thread.fork(post({ about: { ...rest, metadata: { ...metadata, uid: '' } }, reason, message, component: 'kubelet' }))
  }

  return {
    *begun(thread) {
      const { object } = yield* send({ verb: 'get', resource: 'nodes', name: node })
      if (object?.kind !== 'Node')
        return
      say(object, thread, 'Starting', 'Starting kubelet.')
      say(object, thread, 'NodeAllocatableEnforced', 'Updated Node Allocatable limit across pods')
      for (const reason of Object.values(well))
        say(object, thread, reason)
    },
    changed(before, ready, thread) {
      const statusOf = (type: NodeCondition['type']): string | undefined => before.status.conditions.find(each => each.type === type)?.status
      for (const type of ['MemoryPressure', 'DiskPressure', 'PIDPressure'] as const) {
        if (statusOf(type) !== 'False')
          say(before, thread, well[type] ?? '')
      }
      if (statusOf('Ready') !== ready)
        say(before, thread, ready === 'True' ? 'NodeReady' : 'NodeNotReady')
    },
  }
}
