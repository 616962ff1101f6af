import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyOf, playLink, readKey, readPlay } from '../../../slides/break-it/play-link.ts'
import { mostMoves, type Move, switches } from '../../../slides/break-it/moves.ts'
import { move, plays } from './moves.ts'

const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~'

describe('the link of a play', () => {
  it('gives the same play back, and is made of letters and digits', () => {
    fc.assert(fc.property(plays(mostMoves), (moves) => {
      const link = playLink(moves)
      expect(readPlay(link)).toEqual(moves)
      expect(link).toMatch(/^[A-Za-z0-9]+$/)
    }), { numRuns: 2000, seed: 20 })
  })

  it('never changes what old links mean', () => {
    const link = '1DcLsmpd1l0ntegfw'
    const moves: Move[] = [
      { do: 'toggle', part: 'etcd-3' },
      { do: 'create' },
      { do: 'toggle', part: 'node@worker-2' },
      { do: 'scale' },
      { do: 'minutes' },
      { do: 'get pods' },
      { do: 'delete pod', pod: 1 },
      { do: 'logs', pod: 0 },
      { do: 'get nodes' },
      { do: 'seconds' },
      { do: 'step' },
      { do: 'change' },
    ]
    expect(playLink(moves)).toBe(link)
    expect(readPlay(link)).toEqual(moves)
    expect(switches).toHaveLength(27)
  })

  it.each([['1Eez', 'kube-scheduler'], ['1Ff0', 'kube-controller-manager']])('%s is one of before there were three of each, and stops all of %s', (link, part) => {
    expect(readPlay(link)).toEqual([{ do: 'toggle', part }])
  })

  it('is at most as long as the longest play', () => {
    const longest = Array.from({ length: mostMoves }, (): Move => ({ do: 'logs', pod: 9 }))
    expect(readPlay(playLink(longest))).toEqual(longest)
    expect(() => playLink([...longest, { do: 'step' }])).toThrow(RangeError)
    const beyond = Array.from({ length: mostMoves + 1 }, (): Move => ({ do: 'step' }))
    expect(readKey(keyOf(beyond))).toEqual(beyond)
  })

  it.each(['', '1', '11', '12', '1zz', '2gf6', 'hello', 'DROP TABLE', '1%00', '1d', '1l', '1dd', '🤖', '1🤖gf'])('“%s” is none, and nothing throws', (text) => {
    expect(readPlay(text)).toBeUndefined()
  })

  it('that is endless is none', () => {
    expect(readPlay(`1${'e'.repeat(1_000_000)}aa`)).toBeUndefined()
  })

  it('takes no other text for one: every text that it reads is the link of what it reads', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(fc.constantFrom(...signs), { maxLength: 40 }).map(letters => `1${letters.join('')}`),
      fc.tuple(plays(20), fc.nat(60), fc.constantFrom(...signs, '')).map(([moves, at, sign]) => {
        const link = playLink(moves)
        const index = at % link.length
        return link.slice(0, index) + sign + link.slice(index + 1)
      }),
    )
    fc.assert(fc.property(texts, (text) => {
      const moves = readPlay(text)
      if (moves)
        expect(playLink(moves)).toBe(text)
    }), { numRuns: 5000, seed: 20 })
  })

  it('sees one letter that was changed or lost', () => {
    fc.assert(fc.property(plays(30), fc.nat(60), fc.constantFrom(...signs, ''), (moves, at, sign) => {
      const link = playLink(moves)
      const index = at % link.length
      const other = link.slice(0, index) + sign + link.slice(index + 1)
      fc.pre(other !== link)
      const read = readPlay(other)
      // Of those that are cut short the check lets one in 1,296 pass; of those that are changed none.
      if (sign !== '')
        expect(read).toBeUndefined()
    }), { numRuns: 5000, seed: 20 })
  })

  it('of a shorter play begins that of a longer one, so that a cluster can be taken on', () => {
    fc.assert(fc.property(plays(20), move, (moves, next) => {
      expect(keyOf([...moves, next]).startsWith(keyOf(moves))).toBe(true)
      expect(readKey(keyOf(moves))).toEqual(moves)
    }), { numRuns: 500, seed: 20 })
  })
})
