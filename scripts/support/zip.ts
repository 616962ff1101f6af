import { inflateRawSync } from 'node:zlib'

const endOfDirectory = 0x06054B50
const directoryEntry = 0x02014B50

/** An entry of an archive: its name, and where in the directory it stands. */
interface Entry {
  readonly name: string
  readonly at: number
}

/** Throws if the bytes are no archive. */
function directory(archive: Buffer): readonly Entry[] {
  // The record is last and is followed by a comment of unknown length only, so search from the back.
  let end = archive.length - 22
  while (end >= 0 && archive.readUInt32LE(end) !== endOfDirectory)
    end--
  if (end < 0)
    throw new Error('Not a zip archive: it has no central directory.')
  const entries: Entry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== directoryEntry)
      throw new Error('The central directory of the zip archive is damaged.')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(field => archive.readUInt16LE(at + field)) as [number, number, number]
    entries.push({ name: archive.toString('utf8', at + 46, at + 46 + nameLength), at })
    at += 46 + nameLength + extraLength + commentLength
  }
  return entries
}

/** The names of the files in a zip archive. Throws if the bytes are none. */
export function namesIn(archive: Buffer): readonly string[] {
  return directory(archive).map(({ name }) => name)
}

/**
 * The bytes of one file in a zip archive. Knows stored and deflated entries below 4 GB.
 * Throws if the archive or the entry is not of that kind, or there is no such entry.
 */
export function unzip(archive: Buffer, name: string): Buffer {
  const entry = directory(archive).find(each => each.name === name)
  if (!entry)
    throw new Error(`The zip archive has no entry "${name}".`)
  return content(archive, entry.at)
}

function content(archive: Buffer, entry: number): Buffer {
  const method = archive.readUInt16LE(entry + 10)
  const size = archive.readUInt32LE(entry + 20)
  const local = archive.readUInt32LE(entry + 42)
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const bytes = archive.subarray(start, start + size)
  if (method === 0)
    return Buffer.from(bytes)
  if (method === 8)
    return inflateRawSync(bytes)
  throw new Error(`The zip archive uses compression method ${method}, which is not known here.`)
}
