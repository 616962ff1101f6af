import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pageSlide } from '../../static/pages/slide.ts'
import { toolPath } from '../../scripts/support/project.ts'
import { CARD, cardSvg, linesOf } from '../../static/social/card.ts'
import { cornerOf, drawCards } from '../../static/social/draw.ts'
import { unpacked } from '../../static/social/fonts.ts'
import { pictureIn, withTokens } from '../../static/social/inline-styles.ts'

describe('a font', () => {
  const font = unpacked(readFileSync(toolPath('@fontsource/inter/files/inter-latin-400-normal.woff')))
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const [sum = 0, from = 0, length = 0] = [4, 8, 12].map(at => font.readUInt32BE(12 + 16 * index + at))
    return { tag: font.toString('latin1', 12 + 16 * index, 16 + 16 * index), sum, from, length }
  })

  test('is unpacked table by table, each with the sum it had', () => {
    expect(font.readUInt32BE(0)).toBe(0x00010000)
    expect(tables.map(({ tag }) => tag)).toEqual(expect.arrayContaining(['cmap', 'glyf', 'head', 'hmtx', 'loca']))
    const sumOf = (from: number, length: number): number => {
      let sum = 0
      for (let at = from; at < from + length; at += 4)
        sum = (sum + font.readUInt32BE(at)) >>> 0
      return sum
    }
    // The sum of "head" leaves out a sum that it holds itself.
    expect(tables.filter(({ tag, sum, from, length }) => tag !== 'head' && sumOf(from, length) !== sum)).toEqual([])
  })

  test('a font that is not WOFF 1.0 is refused', () => expect(() => unpacked(Buffer.from('wOF2 and more'))).toThrow('WOFF 1.0'))
})

describe('the picture of a slide', () => {
  const css = `
:root { --k-ink: #000; --k-sans: "Inter", serif; }
.box { fill: red; stroke: blue }
.chip:not(.passed) > .mark { display: none }
.chip.passed .name { transform: translateX(8px); fill: green }
.name { fill: var(--k-ink) }
.name:hover { fill: pink }
.name::before { fill: pink }
text { fill: yellow }
@media print { .box { fill: pink } }`
  const html = `<svg viewBox="0 0 24 24"><path /></svg><div class="slide"><svg viewbox="0 0 300 100" role="img"><title>Name</title>
<g class="chip passed" transform="scale(2)"><rect class="box" style="stroke: black; transform: translate(0px, 15px)" /><path class="mark" /><text class="name" data-x="1">authn</text></g>
<g class="chip"><path class="mark" /></g></svg></div>`
  const picture = pictureIn(html, css)

  test('is its largest drawing, with its size', () => {
    expect(picture).toMatchObject({ width: 300, height: 100 })
    expect(picture?.svg).toMatch(/^<svg [^>]*viewBox="0 0 300 100"/)
    expect(picture?.svg).not.toContain('Name')
  })

  test('has the style that each element has on the slide, and what is its own wins', () => {
    const { svg = '' } = picture ?? {}
    expect(svg).toContain('<rect style="fill:red;stroke:black" transform="translate(0, 15)"')
    expect(svg).toContain('<text transform="translate(8 0)" style="fill:green">authn</text>')
    expect([...svg.matchAll(/<path style="([^"]*)"/g)].map(([, style]) => style)).toEqual(['', 'display:none'])
  })

  test('names colours as the deck does, until they are filled in', () => {
    expect(pictureIn('<svg viewBox="0 0 300 100"><text class="name">a</text></svg>', css)?.svg).toContain('fill:var(--k-ink)')
    expect(withTokens(css)('<text style="fill:var(--k-ink);font-family:var(--k-sans)">')).toBe('<text style="fill:#000;font-family:\'Inter\', serif">')
  })

  test('a slide that shows only icons has no picture on its card', () => expect(pictureIn('<svg viewBox="0 0 24 24"><path /></svg>', css)).toBeUndefined())
})

describe('a card', () => {
  const card = { corner: 'The deck · 2 of 25', section: 'Control plane', title: 'Reads & writes', lead: 'One way in.', rest: 'Everyone else is a client.' }

  test('says where it belongs, what it is, and the sentence to remember', () => {
    const words = cardSvg({ ...card, picture: undefined }).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim()
    expect(words).toBe('Control plane The deck · 2 of 25 Reads &amp; writes One way in. Everyone else is a client.')
  })

  test('holds its picture within its edges, wide or high', () => {
    for (const [width, height] of [[900, 366], [400, 300], [100, 400]] as const) {
      const svg = cardSvg({ ...card, picture: { svg: '<svg/>', width, height } })
      const [x = 0, y = 0, scale = 0] = /translate\(([\d.]+) ([\d.]+)\) scale\(([\d.]+)\)/.exec(svg)?.slice(1).map(Number) ?? []
      expect(x).toBeGreaterThanOrEqual(56)
      expect(y).toBeGreaterThanOrEqual(160)
      expect(x + width * scale).toBeLessThanOrEqual(CARD.width - 56 + 0.001)
      expect(y + height * scale).toBeLessThanOrEqual(CARD.height - 56 + 0.001)
    }
  })

  test('breaks its lines at spaces', () => expect(linesOf('Everyone else is a client.', 14)).toEqual(['Everyone else', 'is a client.']))

  test('says which slide of the talk it is, and nothing of a slide beside it', () => {
    const slides = [{ name: 'cover' }, { name: 'hub' }, { name: 'gone-not-yet' }]
    expect(cornerOf({ name: 'hub', no: 2 }, slides)).toBe('Kubernetes Architecture Deep Dive · 2 of 2')
    expect(cornerOf({ name: 'gone-not-yet', no: 3 }, slides)).toBe('Kubernetes Architecture Deep Dive')
  })

  test('is drawn for every slide but the first, each its own', async () => {
    const slide = (no: number, name: string, title: string) => pageSlide({ no, name, title, section: '', said: [`About ${title}.`], first: '', last: '', poster: no === 1 ? '<svg viewBox="0 0 300 300"><circle class="hub" cx="150" cy="150" r="140"/></svg>' : '', words: '' })
    const deck = [slide(1, 'a', 'The deck'), slide(2, 'b', 'One'), slide(3, 'c', 'Other')]
    const styles = (hub: string) => () => `:root{--k-ground:#fff;--k-ink:#000;--k-muted:#555;--k-accent-ink:#00f}.hub{fill:${hub}}`
    const cards = await drawCards(deck, styles('#3366ee'))
    expect([...cards.keys()]).toEqual(['b', 'c'])
    expect(cards.get('b')?.equals(cards.get('c') ?? Buffer.alloc(0))).toBe(false)
    for (const png of cards.values()) {
      expect(png.toString('latin1', 1, 4)).toBe('PNG')
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([CARD.width, CARD.height])
    }
    // The picture of the first, in its colour.
    const green = await drawCards(deck, styles('#33ee66'))
    expect(green.get('b')?.equals(cards.get('b') ?? Buffer.alloc(0))).toBe(false)
  })
})
