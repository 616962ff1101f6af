import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { healthyCluster, makeMove } from '../../../slides/break-it/cluster.ts'
import { goals, goalsReached } from '../../../slides/break-it/goals.ts'
import { keyOf, playLink, readKey, readPlay } from '../../../slides/break-it/play-link.ts'
import type { Move, Moves } from '../../../slides/break-it/moves.ts'
import { plays } from './moves.ts'

const turn = (part: Extract<Move, { do: 'toggle' }>['part']): Move => ({ do: 'toggle', part })
const [soon, later]: readonly [Move, Move] = [{ do: 'seconds' }, { do: 'minutes' }]
const times = (count: number, move: Move): Moves => Array.from({ length: count }, () => move)
const nodes = [1, 2, 3] as const

/** Moves that reach each goal, as somebody has made them. */
const solutions: Readonly<Record<string, Moves>> = {
  'no-answer': [turn('kube-apiserver'), { do: 'get pods' }],
  'no-node': [turn('kube-scheduler'), { do: 'scale' }, soon],
  'one-member-less': [turn('etcd-2'), { do: 'create' }, soon],
  'no-majority': [turn('etcd-1'), turn('etcd-3'), { do: 'create' }],
  'not-replaced': [turn('kube-controller-manager'), { do: 'delete pod', pod: 0 }, ...times(7, soon)],
  'dead-but-ready': [turn('kube-controller-manager'), turn('node@worker-2'), later],
  'not-started': [...nodes.map(each => turn(`kubelet@worker-${each}`)), { do: 'scale' }, ...times(8, soon)],
  'three-for-two': [turn('link@worker-1'), turn('link@worker-2'), later, soon, soon],
  'nothing-fits': [...nodes.map(each => turn(`node@worker-${each}`)), ...times(6, soon), { do: 'scale' }, soon],
  'no-endpoints': [...nodes.map(each => turn(`kubelet@worker-${each}`)), ...times(8, soon)],
  'old-rules': [...nodes.map(each => turn(`kube-proxy@worker-${each}`)), { do: 'delete pod', pod: 0 }, ...times(6, soon)],
  'whole-again': [turn('node@worker-1'), later, soon, turn('node@worker-1'), later],
}

/** Which goals are reached after each of some moves, the healthy cluster first. */
function reachedAlong(moves: Moves): readonly (readonly string[])[] {
  const simulation = healthyCluster()
  const reached = (): readonly string[] => goalsReached(simulation)
  return [reached(), ...moves.map((move) => {
    makeMove(simulation, move)
    return reached()
  })]
}

test('there are twelve goals, and each has a solution', () => {
  expect(goals).toHaveLength(12)
  expect(goals.map(({ id }) => id)).toEqual(Object.keys(solutions))
})

test('none is reached by a cluster that nobody has touched, however much time passes', () => {
  expect(reachedAlong([...times(3, soon), later, later, { do: 'get pods' }, { do: 'get nodes' }, { do: 'logs', pod: 0 }]).flat()).toEqual([])
})

describe.each(goals.map(({ id }) => [id] as const))('%s', (id) => {
  const moves = solutions[id] ?? []
  const along = reachedAlong(moves)

  test('is reached by these moves, and not before the last', () => {
    expect(along.at(-1)).toContain(id)
    expect(along[0]).not.toContain(id)
  })

  test('is reached by moves that a link holds', () => {
    expect(readPlay(playLink(moves))).toEqual(moves)
    expect(readKey(keyOf(moves))).toEqual(moves)
  })

  test('asks and hints in whole sentences that give no key away', () => {
    const { asks, hint } = goals.find(each => each.id === id) ?? { asks: '', hint: '' }
    for (const words of [asks, hint])
      expect(words).toMatch(/^[A-Za-z][^\n]{20,150}[.?]$/)
  })
})

// A goal that many others reach along the way would say nothing of what was understood.
test('no solution reaches more than three goals at its end', () => {
  expect(Object.entries(solutions).map(([id, moves]) => [id, reachedAlong(moves).at(-1)] as const).filter(([, reached]) => (reached?.length ?? 0) > 3)).toEqual([])
})

test('judging breaks on no play, and changes nothing', () => {
  fc.assert(fc.property(plays(6), (moves) => {
    const simulation = healthyCluster()
    for (const move of moves)
      makeMove(simulation, move)
    const before = simulation.history.events.length
    expect(goalsReached(simulation)).toEqual(goalsReached(simulation))
    expect(simulation.history.events).toHaveLength(before)
  }), { numRuns: 15 })
})
