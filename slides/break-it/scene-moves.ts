import type { Breakable } from '../../kubernetes/parts.ts'
import type { Move, Moves } from './moves.ts'
import { type BreakStepId, breakSteps } from './scenes.ts'
import type { Guess, Step } from '../../talk/step.ts'

const toggle = (part: Breakable): Move => ({ do: 'toggle', part })
const minute: Moves = Array.from({ length: 6 }, () => ({ do: 'seconds' }))
const later: Move = { do: 'minutes' }
const soon: Move = { do: 'seconds' }
const getPods: Move = { do: 'get pods' }
const getNodes: Move = { do: 'get nodes' }

const noScheduler: Moves = [toggle('kube-scheduler')]
const pending: Moves = [...noScheduler, { do: 'scale' }, soon, getPods]
const noControllers: Moves = [toggle('kube-controller-manager')]
const notReplaced: Moves = [...noControllers, { do: 'delete pod', pod: 0 }, soon, getPods]
const stillReady: Moves = [...notReplaced, toggle('node@worker-3'), later, getNodes]
const oneMember: Moves = [toggle('etcd-1'), { do: 'scale' }, soon]
const noMajority: Moves = [...oneMember, toggle('etcd-2'), { do: 'create' }]
const cutOff: Moves = [toggle('link@worker-1')]
const notReady: Moves = [...cutOff, ...minute, getNodes]
const twoCopies: Moves = [...notReady, later, getPods]
const noApiServer: Moves = [toggle('kube-apiserver')]
const refused: Moves = [...noApiServer, getPods]

/** At all other steps the cluster is healthy. */
const moves: Readonly<Partial<Record<BreakStepId, Moves>>> = {
  'no-scheduler': noScheduler,
  'pending': pending,
  'scheduled': [...pending, toggle('kube-scheduler'), soon, getPods],
  'no-controllers': noControllers,
  'not-replaced': notReplaced,
  'still-ready': stillReady,
  'caught-up': [...stillReady, toggle('kube-controller-manager'), later, soon, soon, soon, soon, getNodes],
  'one-member': oneMember,
  'no-majority': noMajority,
  'majority-again': [...noMajority, toggle('etcd-2'), { do: 'create' }, soon, soon, soon],
  'cut-off': cutOff,
  'not-ready': notReady,
  'two-copies': twoCopies,
  'reconnected': [...twoCopies, toggle('link@worker-1'), soon, soon, soon, getPods],
  'no-api-server': noApiServer,
  'refused': refused,
  'answered-again': [...refused, toggle('kube-apiserver'), soon, getPods],
}

/** What has been done to the healthy cluster when a step is shown. */
export function movesOf(step: BreakStepId): Moves {
  return moves[step] ?? []
}

const guesses: ReadonlyMap<string, readonly Guess[]> = new Map(breakSteps.flatMap(({ id, question }: Step) => question ? [[id, question.guesses]] : []))

/** What the room may guess at a step; undefined where nothing is asked. */
export function guessesAt(step: BreakStepId): readonly Guess[] | undefined {
  return guesses.get(step)
}
