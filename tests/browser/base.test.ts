import { beforeAll, describe, expect, test } from 'vitest'
import { readSlides, statesOf } from '../support/talk.ts'
import { useStage, type Visitor } from './support/stage.ts'
import { open, SHOWN } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage('DECK_DIST_BASE')

const first = slides.flatMap(statesOf).find(({ click }) => click === 0)
const deep = slides.flatMap(statesOf).findLast(({ click }) => click > 1)

describe('under a path', () => {
  let visitor: Visitor
  beforeAll(async () => {
    visitor = await stage.visitor({ reducedMotion: 'reduce' })
  })

  test('the deck is where it was built for', () => expect(new URL(stage.url).pathname).toBe('/deck/'))

  test.each([['its first slide', first], ['a link to a step', deep]])('%s opens, and all it asks for is there', async (_, state) => {
    if (!state)
      throw new Error('The talk has no such state.')
    const asked: string[] = []
    visitor.page.on('request', request => asked.push(new URL(request.url()).pathname))
    await open(visitor.page, stage.url, state)
    expect(visitor.pageErrors).toEqual([])
    expect(asked.filter(path => !path.startsWith('/deck/'))).toEqual([])
    expect(asked.filter(path => path.endsWith('.woff2'))).not.toEqual([])
  })

  test('its own fonts are drawn, not those of the machine', async () => {
    const devtools = await visitor.page.context().newCDPSession(visitor.page)
    await devtools.send('DOM.enable')
    await devtools.send('CSS.enable')
    const { root } = await devtools.send('DOM.getDocument')
    const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: `${SHOWN} .slidev-layout` })
    const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId })
    expect(fonts.map(({ familyName }) => familyName)).toContain('Inter')
    expect(fonts.filter(({ isCustomFont }) => !isCustomFont)).toEqual([])
  })

  test('its icon and its scripts can be had', async () => {
    const links = await visitor.page.locator('link[href], script[src]').evaluateAll(all => all.map(each => each instanceof HTMLLinkElement ? each.href : each instanceof HTMLScriptElement ? each.src : ''))
    expect(links.filter(link => link.includes('favicon')).length).toBeGreaterThan(0)
    const answers = await Promise.all(links.map(async link => [link, (await visitor.page.request.get(link)).status()]))
    expect(answers.filter(([, status]) => status !== 200)).toEqual([])
  })
})
