import { crc32, deflateSync } from 'node:zlib'

/** An image in memory. */
export interface Pixels {
  readonly width: number
  readonly height: number
  /** Red, green, blue and opacity of each pixel, row by row, from 0 to 255. */
  readonly data: Uint8Array
}

/** More can hardly be seen in drawings that use a dozen, and make a larger file. */
const COLOURS = 96
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])

/** Near colours count as one: the edges of letters have hundreds. */
const BITS = 5
const groupOf = (red: number, green: number, blue: number): number =>
  (red >> (8 - BITS)) << (2 * BITS) | (green >> (8 - BITS)) << BITS | blue >> (8 - BITS)

type Colour = readonly [red: number, green: number, blue: number]

/** The colours most used, and which of them stands for each group. */
function palette({ data }: Pixels): { readonly colours: readonly Colour[], readonly indexOf: Uint8Array } {
  const groups = new Map<number, { count: number, colours: Map<number, number> }>()
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
    const group = groupOf(red, green, blue)
    const known = groups.get(group) ?? { count: 0, colours: new Map<number, number>() }
    const colour = red << 16 | green << 8 | blue
    known.count++
    known.colours.set(colour, (known.colours.get(colour) ?? 0) + 1)
    groups.set(group, known)
  }
  // A plain area keeps its very colour, so that it does not differ from the page around it.
  const most = (colours: ReadonlyMap<number, number>): number => [...colours].reduce((best, each) => each[1] > best[1] ? each : best)[0]
  const ranked = [...groups].sort(([, a], [, b]) => b.count - a.count).map(([group, { colours }]) => ({ group, colour: most(colours) }))
  const split = (colour: number): Colour => [colour >> 16, colour >> 8 & 255, colour & 255]
  const colours = ranked.slice(0, COLOURS).map(({ colour }) => split(colour))
  const indexOf = new Uint8Array(1 << (3 * BITS))
  for (const [place, { group, colour }] of ranked.entries())
    indexOf[group] = place < COLOURS ? place : nearest(colours, split(colour))
  return { colours, indexOf }
}

function nearest(colours: readonly Colour[], [red, green, blue]: Colour): number {
  const distance = ([r, g, b]: Colour): number => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
  const distances = colours.map(distance)
  return distances.indexOf(Math.min(...distances))
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A drawing as a PNG file of at most 96 colours, a third of the size of one with all. What shows through is lost. */
export function pngOf(pixels: Pixels): Buffer {
  const { width, height, data } = pixels
  const { colours, indexOf } = palette(pixels)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x)
      rows[y * (width + 1) + 1 + x] = indexOf[groupOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)] ?? 0
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8)
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('PLTE', Uint8Array.from(colours.flat())), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', new Uint8Array())])
}
