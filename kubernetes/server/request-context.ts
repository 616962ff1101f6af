import type { ApiObject, Draft, Status } from '../api/objects.ts'
import type { ApiRequest } from '../api/request.ts'
import type { ActorName } from '../engine/actor.ts'
import type { Recorder } from '../engine/recorder.ts'
import type { EventId, Gate, Happening } from '../history/event.ts'
import type { Verdict } from './policy.ts'

/** A request that was turned away somewhere. */
export class Refusal extends Error {
  readonly status: Status
  constructor(status: Status) {
    super(status.message)
    this.status = status
  }
}

/** One request on its way through the API server: each event follows from the one before. */
export interface RequestContext {
  readonly request: ApiRequest
  /** Records what happens to the request, as what the API server does unless another actor is named. */
  readonly note: (happening: Happening, actor?: ActorName) => EventId
  /** Says that the next event follows from these events too. */
  readonly follow: (events: readonly EventId[]) => void
  /** Takes the request through a gate. @throws Refusal if the gate refuses it */
  readonly pass: (gate: Gate, refusal: Verdict, object?: ApiObject | Draft) => void
  /** Turns the request away at a gate. @throws Refusal */
  readonly refuse: (gate: Gate, refusal: Status) => never
}

/** Sends a request on its way: it follows from the causes. */
export function openContext(recorder: Recorder, request: ApiRequest, begins: readonly EventId[]): RequestContext {
  let causes: readonly EventId[] = [recorder.record(request.actor, begins, { kind: 'sent', request })]

  function note(happening: Happening, actor: ActorName = 'kube-apiserver'): EventId {
    const id = recorder.record(actor, causes, happening)
    causes = [id]
    return id
  }

  function refuse(gate: Gate, refusal: Status): never {
    note({ kind: 'gate', request, gate, refusal })
    throw new Refusal(refusal)
  }

  return {
    request,
    note,
    refuse,
    follow: (events) => {
      causes = [...causes, ...events]
    },
    pass: (gate, refusal, object) => {
      if (refusal)
        refuse(gate, refusal)
      note({ kind: 'gate', request, gate, ...(object && { object }) })
    },
  }
}
