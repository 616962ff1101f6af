import type { ActorName } from '../engine/actor.ts'

/** Which of several API servers each client is connected to, until that one stops. Source: docs, reference/glossary/kube-apiserver. */
export interface Connections {
  /** Whether a client gets through, which connects it if it is not. */
  readonly reach: (client: ActorName) => boolean
  /** Whether the API server of a client has stopped, and with it all its watches. */
  readonly isBroken: (client: ActorName) => boolean
}

/** No client is connected yet. `serving` gives the API servers that run, in a fixed order: the load balancer goes round-robin. */
export function createConnections<Instance>(serving: () => readonly Instance[]): Connections {
  const connections = new Map<ActorName, Instance>()
  let next = 0

  function isBroken(client: ActorName): boolean {
    const instance = connections.get(client)
    return instance !== undefined && !serving().includes(instance)
  }

  return {
    reach: (client) => {
      if (connections.has(client) && !isBroken(client))
        return true
      const all = serving()
      const instance = all[next % Math.max(all.length, 1)]
      if (instance === undefined)
        return false
      next++
      connections.set(client, instance)
      return true
    },
    isBroken,
  }
}
