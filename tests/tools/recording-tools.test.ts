import { Buffer } from 'node:buffer'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { normaliser } from '../../tools/record/normalise.ts'
import { unzip } from '../../scripts/support/zip.ts'

describe('what the recording rewrites', () => {
  const normal = normaliser('127.0.0.1:45678')

  it('replaces the local address by that of the API server', () => {
    expect(normal('Get "https://127.0.0.1:45678/api?timeout=32s"')).toBe('Get "https://10.0.0.1:6443/api?timeout=32s"')
  })

  it('takes date, time and process number from the head of a log line', () => {
    expect(normal('a\nE1122 07:33:02.763690   10245 memcache.go:265] "x"')).toBe('a\nE0101 00:00:00.000000 1 memcache.go:265] "x"')
  })

  it('makes the order of a selector and the timeout of a watch the same in every run', () => {
    expect(normal('/pods?fieldSelector=b%3D1%2Ca%3D2&timeoutSeconds=402&watch=true')).toBe('/pods?fieldSelector=a%3D2%2Cb%3D1&timeoutSeconds=0&watch=true')
  })

  it('leaves everything else as it is', () => {
    const text = 'Error from server: Get "https://10.0.0.4:10250/containerLogs/default/web": dial tcp 10.0.0.4:10250: connect: connection refused\n'
    expect(normal(text)).toBe(text)
  })
})

/** A zip archive of these files, each stored or deflated, with a comment at its end. */
function zip(files: Readonly<Record<string, { readonly text: string, readonly deflate: boolean }>>): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, { text, deflate }] of Object.entries(files)) {
    const plain = Buffer.from(text)
    const packed = deflate ? deflateRawSync(plain) : plain
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(deflate ? 8 : 0, 4)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(plain.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length, 4)
  end.writeUInt16LE(directory.length, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(offset, 12)
  end.writeUInt16LE(7, 16)
  return Buffer.concat([...locals, entries, Buffer.from('PK\x05\x06'), end, Buffer.from('comment')])
}

describe('the reader of zip archives', () => {
  const archive = zip({ 'helm/helm': { text: 'helm', deflate: false }, 'kubectl/kubectl': { text: 'kubectl '.repeat(100), deflate: true } })

  it('gives a stored file and a deflated one', () => {
    expect(unzip(archive, 'helm/helm').toString()).toBe('helm')
    expect(unzip(archive, 'kubectl/kubectl').toString()).toBe('kubectl '.repeat(100))
  })

  it('names what it cannot find, and says what is no archive', () => {
    expect(() => unzip(archive, 'kubectl')).toThrow('no entry "kubectl"')
    expect(() => unzip(Buffer.from('no archive at all, only text'), 'kubectl')).toThrow('Not a zip archive')
  })
})
