import { crc32, inflateRawSync } from 'node:zlib'

/** A file of a zip archive. */
export interface Unzipped {
  readonly contents: Buffer
  /** Who may do what with it, as Unix has it: 0o755. */
  readonly mode: number
}

/**
 * The files of a zip archive, by name, in the order of its central directory. It shares no code with what writes archives.
 * Source: APPNOTE.TXT 6.3.10 of PKWARE, 4.3.7, 4.3.12 and 4.3.16.
 *
 * @throws Error if it is no archive, or a file is not as long or not as its checksum says, or compressed in another way
 */
export function unzip(bytes: Buffer): ReadonlyMap<string, Unzipped> {
  const end = bytes.lastIndexOf('PK\u0005\u0006')
  if (end < 0)
    throw new Error('This is no zip archive: it has no end.')
  const files = new Map<string, Unzipped>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [crc = 0, compressed = 0, size = 0] = [16, 20, 24].map(offset => bytes.readUInt32LE(at + offset))
    const [nameLength = 0, extra = 0, comment = 0] = [28, 30, 32].map(offset => bytes.readUInt16LE(at + offset))
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + compressed)
    const method = bytes.readUInt16LE(at + 10)
    const contents = method === 8 ? inflateRawSync(packed) : packed
    const isWhole = bytes.toString('latin1', local, local + 4) === 'PK\u0003\u0004' && bytes.toString('utf8', local + 30, local + 30 + nameLength) === name
    if (!isWhole || ![0, 8].includes(method) || contents.length !== size || crc32(contents) !== crc)
      throw new Error(`${name} is damaged in this archive.`)
    files.set(name, { contents, mode: bytes.readUInt16LE(at + 40) & 0o777 })
    at += 46 + nameLength + extra + comment
  }
  return files
}
