import { readFileSync } from 'node:fs'
import { crc32, inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { pageSlide } from '../../scripts/pages/slide.ts'
import { toolPath } from '../../scripts/project.ts'
import { CARD, cardSvg, linesOf } from '../../scripts/social/card.ts'
import { drawCards } from '../../scripts/social/draw.ts'
import { unpacked } from '../../scripts/social/fonts.ts'
import { pngOf } from '../../scripts/social/png.ts'
import { pictureIn, withTokens } from '../../scripts/social/styled.ts'

describe('a font', () => {
  const font = unpacked(readFileSync(toolPath('@fontsource/inter/files/inter-latin-400-normal.woff')))
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, place) => {
    const [sum = 0, from = 0, length = 0] = [4, 8, 12].map(at => font.readUInt32BE(12 + 16 * place + at))
    return { tag: font.toString('latin1', 12 + 16 * place, 16 + 16 * place), sum, from, length }
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

  test('of another kind is refused', () => expect(() => unpacked(Buffer.from('wOF2 and more'))).toThrow('WOFF 1.0'))
})

/** The chunks of a PNG file. */
function chunksOf(png: Buffer): ReadonlyMap<string, Buffer> {
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    const body = png.subarray(at + 4, at + 8 + length)
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body))
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4))
    at += 12 + length
  }
  return chunks
}

describe('an image', () => {
  const pixel = (red: number, green: number, blue: number): number[] => [red, green, blue, 255]

  test('keeps the colours it has, pixel by pixel', () => {
    const wanted = [pixel(255, 255, 255), pixel(50, 108, 229), pixel(14, 26, 51), pixel(255, 255, 255)]
    const chunks = chunksOf(pngOf({ width: 2, height: 2, data: Uint8Array.from(wanted.flat()) }))
    expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND'])
    expect([...chunks.get('IHDR') ?? []]).toEqual([0, 0, 0, 2, 0, 0, 0, 2, 8, 3, 0, 0, 0])
    const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))
    const colourAt = (x: number, y: number): number[] => {
      const place = 3 * (rows[3 * y + 1 + x] ?? 0)
      return [...chunks.get('PLTE')?.subarray(place, place + 3) ?? [], 255]
    }
    expect([colourAt(0, 0), colourAt(1, 0), colourAt(0, 1), colourAt(1, 1)]).toEqual(wanted)
  })

  test('of many colours has those that are used most, and no more than it may have', () => {
    const many = Array.from({ length: 4096 }, (_, place) => pixel(place >> 4, place & 255, (place * 7) & 255))
    const data = Uint8Array.from([...many, ...Array.from({ length: 64 }, () => pixel(219, 232, 255))].flat())
    const colours = chunksOf(pngOf({ width: 64, height: 65, data })).get('PLTE') ?? Buffer.alloc(0)
    expect(colours.length / 3).toBe(96)
    expect([...colours.subarray(0, 3)]).toEqual([219, 232, 255])
  })
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

  test('is none where there are only signs', () => expect(pictureIn('<svg viewBox="0 0 24 24"><path /></svg>', css)).toBeUndefined())
})

describe('a card', () => {
  const card = { deck: 'The deck', place: '2 of 25', section: 'Control plane', title: 'Reads & writes', lead: 'One way in.', rest: 'Everyone else is a client.' }

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

  test('is drawn for every slide but the first, each its own', async () => {
    const slide = (no: number, name: string, title: string) => pageSlide({ no, name, title, section: '', noteHtml: `<p>About ${title}.</p>`, first: '', last: '', telling: no === 1 ? '<svg viewBox="0 0 300 300"><circle class="hub" cx="150" cy="150" r="140"/></svg>' : '', words: '' })
    const stylesFor = () => ':root{--k-ground:#fff;--k-ink:#000;--k-muted:#555;--k-accent-ink:#00f}.hub{fill:#3366ee}'
    const cards = await drawCards([slide(1, 'a', 'The deck'), slide(2, 'b', 'One'), slide(3, 'c', 'Other')], stylesFor)
    expect([...cards.keys()]).toEqual(['b', 'c'])
    expect(cards.get('b')?.equals(cards.get('c') ?? Buffer.alloc(0))).toBe(false)
    for (const png of cards.values()) {
      const header = chunksOf(png).get('IHDR')
      expect([header?.readUInt32BE(0), header?.readUInt32BE(4)]).toEqual([CARD.width, CARD.height])
      // The picture of the first, in its colour.
      expect(chunksOf(png).get('PLTE')?.includes(Buffer.from([0x33, 0x66, 0xEE]))).toBe(true)
    }
  })
})
