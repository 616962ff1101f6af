import type { ApiRequest } from '../api/request.ts'
import type { EventOf, HistoryEvent } from './event.ts'
import { end, network, program, runtimeDid, stop } from './machines.ts'
import type { MutableState, Progress } from './state.ts'

function advance(state: MutableState, request: ApiRequest, change: Partial<Progress>): void {
  const progress = { ...state.requests.get(request.id) ?? { request, passed: [] }, ...change }
  state.requests.set(request.id, progress)
  state.latest = progress
}

function passGate(state: MutableState, { request, gate, user, object, refusal }: EventOf<'gate'>): void {
  if (refusal) {
    advance(state, request, { refusal, refusedBy: gate })
    return
  }
  const passed = [...state.requests.get(request.id)?.passed ?? [], gate]
  advance(state, request, { passed, ...(user && { user }), ...(object && { object }) })
}

function answer(state: MutableState, { request, code }: EventOf<'answered'>): void {
  advance(state, request, { code })
  state.requests.delete(request.id)
}

/** Takes a state one event further. An event that changes nothing visible in the cluster changes only the time. */
export function apply(state: MutableState, event: HistoryEvent): void {
  state.at = event.at
  switch (event.kind) {
    case 'typed':
      state.terminal = [...state.terminal, { kind: 'command', text: event.text }]
      state.waiting = [...state.waiting, event.command]
      break
    case 'printed':
      state.terminal = [...state.terminal, ...event.lines.map(text => ({ kind: event.error ? 'error' : 'output', text }) as const)]
      break
    case 'exited':
      state.waiting = state.waiting.filter(command => command !== event.command)
      break
    case 'sent':
      advance(state, event.request, {})
      break
    case 'gate':
      passGate(state, event)
      break
    case 'decoded':
      advance(state, event.request, { object: event.object })
      break
    case 'committed':
      state.objects.set(event.key, event.object)
      state.revision = event.revision
      advance(state, event.request, { object: event.object, revision: event.revision })
      break
    case 'removed':
      state.objects.delete(event.key)
      state.revision = event.revision
      advance(state, event.request, { revision: event.revision })
      break
    case 'uncommitted':
      advance(state, event.request, { refusal: event.refusal })
      break
    case 'answered':
      answer(state, event)
      break
    case 'networked':
      network(state, event)
      break
    case 'cri-returned':
      runtimeDid(state, event)
      break
    case 'ended':
      end(state, event)
      break
    case 'programmed':
      program(state, event)
      break
    case 'stopped':
      stop(state, event.part)
      break
    case 'started':
      state.stopped = new Set([...state.stopped].filter(part => part !== event.part))
      break
  }
}
