import type { Node } from '../../api/objects.ts'
import type { ComponentEnv } from '../../component-env.ts'
import type { ActorName } from '../../engine/actor.ts'
import { send, type Task, type Work } from '../../engine/task.ts'
import { readyStatus, taintChange, taintPatch } from './taints.ts'

/** Gives nodes the taint that evicts their Pods, no faster than it may. Source: pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go. */
export interface Tainter {
  /** A node is not well: it is queued for its taint, or gets the other one at once if it has one. */
  readonly request: (node: Node) => Work[]
  readonly release: (node: Node) => Work[]
  readonly setRate: (rate: number) => void
}

/** How often the queue is looked at, in milliseconds. Source: pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go (NodeEvictionPeriod). */
const pass = 100

/** A tainter with an empty queue. `find` gives a node as it is known now. */
export function createTainter({ agenda, engine }: ComponentEnv, actor: ActorName, find: (name: string) => Node | undefined): Tainter {
  const requested = new Set<string>()
  let queue: string[] = []
  let rate = 0
  let free = 0
  let scheduled = false

  function* swap(node: Node): Task<boolean> {
    const change = taintChange(node, readyStatus(node), 'NoExecute')
    if (change.add.length + change.remove.length === 0)
      return true
    const { object } = yield* send({ verb: 'patch', resource: 'nodes', name: node.metadata.name, body: taintPatch(change, agenda.now()) })
    return object !== undefined
  }

  function serve(): void {
    scheduled = false
    const [name] = queue
    if (name === undefined || rate === 0)
      return
    if (agenda.now() < free) {
      scheduleNext()
      return
    }
    queue = queue.slice(1)
    free = agenda.now() + 1000 / rate
    const node = find(name)
    // One that looks well is dropped, and asked for again at the controller's next look.
    if (!node || readyStatus(node) === 'True') {
      requested.delete(name)
    }
    else {
      engine.start(actor, [], function* () {
        if (!(yield* swap(node)))
          queue.push(name)
        scheduleNext()
      })
    }
    scheduleNext()
  }

  function scheduleNext(): void {
    if (scheduled || queue.length === 0 || rate === 0)
      return
    scheduled = true
    const due = Math.max(free, agenda.now() + 1)
    agenda.after(Math.ceil(due / pass) * pass - agenda.now(), serve, true)
  }

  return {
    request: (node) => {
      const { name } = node.metadata
      const other = taintChange(node, readyStatus(node), 'NoExecute').remove.length > 0
      if (other)
        return [function* () {
          yield* swap(node)
        }]
      if (!requested.has(name)) {
        requested.add(name)
        queue.push(name)
        scheduleNext()
      }
      return []
    },
    release: (node) => {
      const { name } = node.metadata
      requested.delete(name)
      queue = queue.filter(each => each !== name)
      const tainted = taintChange(node, 'True', 'NoExecute')
      return tainted.remove.length === 0
        ? []
        : [function* () {
            yield* send({ verb: 'patch', resource: 'nodes', name, body: taintPatch(tainted, agenda.now()) })
          }]
    },
    setRate: (next) => {
      rate = next
      free = 0
      scheduleNext()
    },
  }
}
