import fc from 'fast-check'
import { type Move, switches } from '../../../slides/break-it/moves.ts'

/** Any move. */
export const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...switches).map(part => ({ do: 'toggle' as const, part })) },
  { weight: 4, arbitrary: fc.constantFrom<Move>({ do: 'create' }, { do: 'scale' }, { do: 'get pods' }, { do: 'get nodes' }, { do: 'step' }, { do: 'change' }, { do: 'seconds' }, { do: 'minutes' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('delete pod' as const, 'logs' as const), pod: fc.integer({ min: 0, max: 9 }) }) },
)

/** Plays of up to so many moves, and at least so many. */
export function plays(maxLength: number, minLength = 0): fc.Arbitrary<Move[]> {
  return fc.array(move, { minLength, maxLength })
}
