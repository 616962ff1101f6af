import { once } from 'node:events'
import { Agent, request } from 'node:https'
import { parentPort, workerData } from 'node:worker_threads'

// Asks for the Pods as kubectl does, over and over, in a thread of its own: the server is what is timed.

/** Whom to ask, as whom, over how many connections, and for how long. */
export interface Load {
  readonly url: string
  readonly token: string
  readonly ca: string
  readonly clients: number
  readonly seconds: number
}

const { url, token, ca, clients, seconds } = workerData as Load
const agent = new Agent({ keepAlive: true, maxSockets: clients, ca })

async function ask(): Promise<void> {
  const asked = request(new URL('/api/v1/namespaces/default/pods?limit=500', url), { agent, headers: { authorization: `Bearer ${token}`, accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' } })
  asked.end()
  const [answer] = await once(asked, 'response') as [NodeJS.ReadableStream]
  answer.resume()
  await once(answer, 'end')
}

let count = 0
const until = performance.now() + seconds * 1000
await Promise.all(Array.from({ length: clients }, async () => {
  while (performance.now() < until) {
    await ask()
    count++
  }
}))
agent.destroy()
parentPort?.postMessage(count)
