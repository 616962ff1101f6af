import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { healthyCluster, makeMove } from '../../../slides/break-it/cluster.ts'
import { goals, goalsReached } from '../../../slides/break-it/goals.ts'
import { keyOf, playLink, readKey, readPlay } from '../../../slides/break-it/play-link.ts'
import type { Move, Moves } from '../../../slides/break-it/moves.ts'
import { plays } from './moves.ts'

const toggle = (part: Extract<Move, { do: 'toggle' }>['part']): Move => ({ do: 'toggle', part })
const [soon, later]: readonly [Move, Move] = [{ do: 'seconds' }, { do: 'minutes' }]
const times = (count: number, move: Move): Moves => Array.from({ length: count }, () => move)
const nodes = [1, 2, 3] as const

/** Moves that reach each goal, as somebody has made them. */
const solutions: Readonly<Record<string, Moves>> = {
  'no-answer': [toggle('kube-apiserver'), { do: 'get pods' }],
  'no-node': [toggle('kube-scheduler'), { do: 'scale' }, soon],
  'one-member-less': [toggle('etcd-2'), { do: 'create' }, soon],
  'no-majority': [toggle('etcd-1'), toggle('etcd-3'), { do: 'create' }],
  'not-replaced': [toggle('kube-controller-manager'), { do: 'delete pod', pod: 0 }, ...times(7, soon)],
  'dead-but-ready': [toggle('kube-controller-manager'), toggle('node@worker-2'), later],
  'not-started': [...nodes.map(each => toggle(`kubelet@worker-${each}`)), { do: 'scale' }, ...times(8, soon)],
  'three-for-two': [toggle('link@worker-1'), toggle('link@worker-2'), later, soon, soon],
  'nothing-fits': [...nodes.map(each => toggle(`node@worker-${each}`)), ...times(6, soon), { do: 'scale' }, soon],
  'no-endpoints': [...nodes.map(each => toggle(`kubelet@worker-${each}`)), ...times(8, soon)],
  'old-rules': [...nodes.map(each => toggle(`kube-proxy@worker-${each}`)), { do: 'delete pod', pod: 0 }, ...times(6, soon)],
  'whole-again': [toggle('node@worker-1'), later, soon, toggle('node@worker-1'), later],
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

test('no goal is reached by an untouched cluster, however much time passes', () => {
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
