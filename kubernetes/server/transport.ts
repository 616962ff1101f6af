import type { ApiRequest } from '../api/request.ts'
import type { ActorName } from '../engine/actor.ts'
import type { Recorder } from '../engine/recorder.ts'
import type { Transport } from '../engine/task.ts'
import { credentialOf } from './identities.ts'
import type { ApiServer } from './server.ts'

/** What carries requests: to whom, whether an actor gets through, and what kubectl shows to be recognised. */
export interface TransportEnv {
  readonly server: ApiServer
  readonly reaches: (actor: ActorName) => boolean
  readonly recorder: Recorder
  /** `null` for nothing at all. */
  readonly credential: string | null
}

/** The way of requests to the API server and back. One that does not get through is answered with code 0. */
export function createTransport({ server, reaches, recorder, credential }: TransportEnv): Transport {
  let requests = 0
  return (ask, actor, causes) => {
    const shown = actor === 'kubectl' ? credential : credentialOf(actor)
    const request: ApiRequest = { ...ask, id: requests++, actor, ...(shown !== null && { credential: shown }) }
    return reaches(actor)
      ? server.handle(request, causes)
      : { answer: { code: 0 }, event: recorder.record(actor, causes, { kind: 'unreachable', request }), late: 0 }
  }
}
