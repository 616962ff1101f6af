import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { toolPath } from '../../scripts/support/project.ts'

/** The fonts of the deck that a card is set in, as files of outlines. */
export function cardFonts(): readonly Uint8Array[] {
  const file = (family: string, weight: number): string => toolPath(`@fontsource/${family}/files/${family}-latin-${weight}-normal.woff`)
  const files = [...[400, 500, 700].map(weight => file('inter', weight)), ...[400, 600, 700].map(weight => file('jetbrains-mono', weight))]
  return files.map(each => unpacked(readFileSync(each)))
}

const WOFF_HEADER = 44
const WOFF_ENTRY = 20
const HEADER = 12
const ENTRY = 16

/**
 * A font as it was before it was packed for the web: the same tables, one after the other.
 * @param woff a file in the format WOFF 1.0 (https://www.w3.org/TR/WOFF/)
 * @throws Error if it is none
 */
export function unpacked(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF')
    throw new Error('A font file is not in the format WOFF 1.0.')
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(HEADER + ENTRY * count)
  head.writeUInt32BE(woff.readUInt32BE(4), 0)
  head.writeUInt16BE(count, 4)
  const power = Math.floor(Math.log2(count))
  head.writeUInt16BE(ENTRY * 2 ** power, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(ENTRY * (count - 2 ** power), 10)
  const parts: Buffer[] = [head]
  let end = head.length
  for (let index = 0; index < count; index++) {
    const [tag = 0, from = 0, packed = 0, length = 0, sum = 0] = [0, 4, 8, 12, 16].map(at => woff.readUInt32BE(WOFF_HEADER + WOFF_ENTRY * index + at))
    const stored = woff.subarray(from, from + packed)
    const table = packed < length ? inflateSync(stored) : stored
    for (const [at, value] of [tag, sum, end, length].entries())
      head.writeUInt32BE(value, HEADER + ENTRY * index + 4 * at)
    // Each table begins at a multiple of four bytes.
    const gap = Buffer.alloc((4 - length % 4) % 4)
    parts.push(table, gap)
    end += table.length + gap.length
  }
  return Buffer.concat(parts)
}
