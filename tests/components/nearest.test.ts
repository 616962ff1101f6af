import { describe, expect, it } from 'vitest'
import { nearest } from '../../composables/nearest.ts'

const names = ['cover', 'hub', 'outcomes']
const forbidden = '3'

describe('an address with a step inside', () => {
  it.each([
    ['one that exists', { clicks: forbidden, inside: 'authentication' }],
    ['none', { clicks: forbidden }],
  ])('is right with %s', (_, query) => {
    expect(nearest({ path: '/outcomes', query }, names)).toBeUndefined()
    expect(nearest({ path: '/presenter/outcomes', query }, names)).toBeUndefined()
  })

  it('finds its click by the name of the step', () => {
    expect(nearest({ path: '/outcomes', query: { step: 'forbidden', inside: 'authentication' } }, names)).toEqual({ path: '/outcomes', query: { clicks: forbidden, inside: 'authentication' } })
  })

  it.each([
    ['a name that is none', { clicks: forbidden, inside: 'nobody' }],
    ['the telling step, which needs no name', { clicks: forbidden, inside: 'answered' }],
    ['a step of another outcome', { clicks: forbidden, inside: 'validating' }],
  ])('leads to the telling step for %s', (_, query) => {
    expect(nearest({ path: '/outcomes', query }, names)).toEqual({ path: '/outcomes', query: { clicks: forbidden } })
  })

  it('loses it on a slide that has nothing inside', () => {
    expect(nearest({ path: '/hub', query: { clicks: '2', inside: 'authentication' } }, names)).toEqual({ path: '/hub', query: { clicks: '2' } })
  })
})

describe('going on from a step inside', () => {
  const from = { path: '/outcomes', query: { clicks: forbidden, inside: 'authentication' } }

  it.each([
    ['to the next click', '/outcomes', '4'],
    ['to the click before', '/outcomes', '2'],
  ])('%s leaves it behind, though Slidev carries it along', (_, path, clicks) => {
    expect(nearest({ path, query: { clicks, inside: 'authentication' } }, names, from)).toEqual({ path, query: { clicks } })
  })

  it('stays where only the room changes', () => {
    expect(nearest({ path: '/presenter/outcomes', query: from.query }, names, from)).toBeUndefined()
  })

  it('follows where another step inside is asked for', () => {
    expect(nearest({ path: '/outcomes', query: { clicks: '4', inside: 'validating' } }, names, from)).toBeUndefined()
    expect(nearest({ path: '/outcomes', query: { clicks: '4', inside: 'validation' } }, names, from)).toBeUndefined()
  })
})
