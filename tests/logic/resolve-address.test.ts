import { describe, expect, it } from 'vitest'
import { resolveAddress } from '../../logic/resolve-address.ts'
import { playLink } from '../../slides/break-it/play-link.ts'

const names = ['cover', 'hub', 'outcomes']
const forbidden = '3'

describe('an address with a step inside', () => {
  it.each([
    ['one that exists', { clicks: forbidden, inside: 'authentication' }],
    ['none', { clicks: forbidden }],
  ])('is right with %s', (_, query) => {
    expect(resolveAddress({ path: '/outcomes', query }, names)).toBeUndefined()
    expect(resolveAddress({ path: '/presenter/outcomes', query }, names)).toBeUndefined()
  })

  it('finds its click by the name of the step', () => {
    expect(resolveAddress({ path: '/outcomes', query: { step: 'forbidden', inside: 'authentication' } }, names)).toEqual({ path: '/outcomes', query: { clicks: forbidden, inside: 'authentication' } })
  })

  it.each([
    ['a name that is none', { clicks: forbidden, inside: 'nobody' }],
    ['the initial step, which needs no name', { clicks: forbidden, inside: 'answered' }],
    ['a step of another outcome', { clicks: forbidden, inside: 'validating' }],
  ])('leads to the initial step for %s', (_, query) => {
    expect(resolveAddress({ path: '/outcomes', query }, names)).toMatchObject({ path: '/outcomes', query: { clicks: forbidden } })
  })

  it('the step inside is dropped from the address of a slide that has nothing inside', () => {
    expect(resolveAddress({ path: '/hub', query: { clicks: '2', inside: 'authentication' } }, names)).toMatchObject({ path: '/hub', query: { clicks: '2' } })
  })
})

describe('an address that somebody typed or put together', () => {
  it.each([
    ['a number for the name of a step', '/hub', { step: '2' }],
    ['a capital in the name of the query', '/hub', { Clicks: '2' }],
    ['the click in its path', '/hub/2', {}],
    ['the query in its path', '/hub?clicks=2', {}],
    ['dots after its name', '/hub…', { clicks: '2' }],
    ['dots after its query', '/hub', { clicks: '2…' }],
  ])('leads to the click that was meant, with %s', (_, path, query) => {
    expect(resolveAddress({ path, query }, names)).toEqual({ path: '/hub', query: { clicks: '2' }, missed: undefined })
  })
})

describe('going on from a step inside', () => {
  const from = { path: '/outcomes', query: { clicks: forbidden, inside: 'authentication' } }

  it.each([
    ['to the next click', '/outcomes', '4'],
    ['to the click before', '/outcomes', '2'],
  ])('%s leaves it behind, though Slidev carries it along', (_, path, clicks) => {
    expect(resolveAddress({ path, query: { clicks, inside: 'authentication' } }, names, from)).toEqual({ path, query: { clicks } })
  })

  it('the address is unchanged when only the presenter is opened in its place', () => {
    expect(resolveAddress({ path: '/presenter/outcomes', query: from.query }, names, from)).toBeUndefined()
  })

  it('the address of another step inside is kept', () => {
    expect(resolveAddress({ path: '/outcomes', query: { clicks: '4', inside: 'validating' } }, names, from)).toBeUndefined()
    expect(resolveAddress({ path: '/outcomes', query: { clicks: '4', inside: 'validation' } }, names, from)).toBeUndefined()
  })
})

describe('an address that resolves to no slide', () => {
  it.each([
    ['/999', {}, '/outcomes', 'There is no slide “999”. This is slide 3 of 3, “outcomes”.'],
    ['/presenter/0', {}, '/presenter/cover', 'There is no slide “0”. This is slide 1 of 3, “cover”.'],
    ['/outcome', {}, '/outcomes', 'There is no slide “outcome”. This is slide 3 of 3, “outcomes”.'],
    ['/hup', {}, '/hub', 'There is no slide “hup”. This is slide 2 of 3, “hub”.'],
    ['/blog/2024/kubernetes', {}, '/cover', 'There is no slide “kubernetes”. This is slide 1 of 3, “cover”.'],
    ['/hub', { step: 'nowhere' }, '/hub', 'This slide has no step “nowhere”.'],
    ['/hub', { clicks: '999' }, '/hub', 'This slide has no click “999”: it has 11.'],
    ['/hub', { clicks: 'abc' }, '/hub', 'This slide has no click “abc”: it has 11.'],
    ['/outcomes', { clicks: forbidden, inside: 'nobody' }, '/outcomes', 'There is no step “nobody” inside here.'],
  ])('%s %j leads to %s and says so', (path, query, to, missed) => {
    expect(resolveAddress({ path, query }, names)).toMatchObject({ path: to, missed })
  })

  it.each([
    ['a file', '/hub.html', {}, '/hub'],
    ['the file of the whole deck', '/index.html', {}, '/cover'],
    ['a step by name', '/outcomes', { step: 'forbidden' }, '/outcomes'],
  ])('is not %s, which has another spelling only', (_, path, query, to) => {
    expect(resolveAddress({ path, query }, names)).toMatchObject({ path: to, missed: undefined })
  })
})

describe('an address as it arrives', () => {
  const play = playLink([{ do: 'toggle', part: 'kube-scheduler' }, { do: 'scale' }])
  const all = [...names, 'break-it']

  it.each([
    ['with a slash at its end', '/hub/', { clicks: '3' }, '/hub', { clicks: '3' }],
    ['with a slash at its end, by number', '/2/', {}, '/2', {}],
    ['with two slashes', '//hub', { clicks: '3' }, '/hub', { clicks: '3' }],
    ['as the file of a folder', '/hub/index.html', { clicks: '3' }, '/hub', { clicks: '3' }],
    ['as a file with a slash', '/hub.html/', {}, '/hub', {}],
    ['with a full stop', '/hub.', {}, '/hub', {}],
    ['with a comma', '/hub,', {}, '/hub', {}],
    ['with a space', '/hub%20', {}, '/hub', {}],
    ['with a bracket and a full stop', '/hub).', {}, '/hub', {}],
    ['within angle brackets', '/%3Chub%3E', {}, '/hub', {}],
    ['within quotation marks', '/%E2%80%9Chub%E2%80%9D', {}, '/hub', {}],
    ['in capitals', '/HUB', { clicks: '3' }, '/hub', { clicks: '3' }],
    ['with a question mark that was encoded', '/hub%3Fclicks=3', {}, '/hub', { clicks: '3' }],
    ['with a slash that was encoded', '/hub%2F', { clicks: '3' }, '/hub', { clicks: '3' }],
    ['with an ampersand of HTML', '/hub', { 'a': '1', 'amp;clicks': '3' }, '/hub', { a: '1', clicks: '3' }],
    ['with a full stop behind the click', '/hub', { clicks: '3.' }, '/hub', { clicks: '3' }],
    ['with a slash behind the click', '/hub/', { clicks: '3/' }, '/hub', { clicks: '3' }],
    ['with a comma behind the step', '/outcomes', { step: 'Forbidden,' }, '/outcomes', { clicks: forbidden }],
    ['with a bracket behind the moves', '/break-it/', { clicks: '2', play: `${play})` }, '/break-it', { clicks: '2', play }],
    ['with a slash, to the speaker', '/presenter/hub/', { clicks: '3' }, '/presenter/hub', { clicks: '3' }],
    ['with two slashes and capitals, to the speaker', '/Presenter//Hub', { clicks: '3' }, '/presenter/hub', { clicks: '3' }],
  ])('%s leads where it was meant to, and nothing is missed', (_, path, query, to, ends) => {
    expect(resolveAddress({ path, query }, all)).toEqual({ path: to, query: ends, missed: undefined })
  })

  it('query parameters of others leave an address as it is', () => {
    expect(resolveAddress({ path: '/hub', query: { clicks: '3', print: null, password: 'Secret.' } }, names)).toBeUndefined()
  })

  it('names what it looked for as it is read', () => {
    expect(resolveAddress({ path: '/h%C3%BCb', query: {} }, names)).toMatchObject({ path: '/hub', missed: 'There is no slide “hüb”. This is slide 2 of 3, “hub”.' })
  })
})

describe('an address with a cluster that somebody has played with', () => {
  const all = [...names, 'break-it']
  const play = playLink([{ do: 'toggle', part: 'kube-scheduler' }, { do: 'scale' }])

  it.each([{ play }, { clicks: '3', play }, { play: playLink([]) }])('is right with %o', (query) => {
    expect(resolveAddress({ path: '/break-it', query }, all)).toBeUndefined()
    expect(resolveAddress({ path: '/presenter/break-it', query }, all)).toBeUndefined()
  })

  it('finds its click by the name of the step', () => {
    expect(resolveAddress({ path: '/break-it', query: { step: 'pending', play } }, all)).toEqual({ path: '/break-it', query: { clicks: '3', play } })
  })

  it.each([
    ['one that cannot be read', '/break-it', 'hello'],
    ['one of another version', '/break-it', `2${play.slice(1)}`],
    ['none at all', '/break-it', ''],
    ['one on a slide that has none', '/hub', play],
  ])('leads to the healthy cluster for %s, and says so', (_, path, given) => {
    expect(resolveAddress({ path, query: { clicks: '2', play: given } }, all)).toEqual({ path, query: { clicks: '2' }, missed: 'This link holds no cluster that can be read: here is a healthy one.' })
  })

  it.each([
    ['to the next click', '/break-it', '4'],
    ['to the click before', '/break-it', '2'],
    ['to another slide', '/hub', '1'],
  ])('going on %s leaves it behind, though Slidev carries it along', (_, path, clicks) => {
    const from = { path: '/break-it', query: { clicks: '3', play } }
    expect(resolveAddress({ path, query: { clicks, play } }, all, from)).toMatchObject({ path, query: { clicks } })
    expect(resolveAddress({ path, query: { clicks, play } }, all, from)?.query).toEqual({ clicks })
  })
})
