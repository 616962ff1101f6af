import { goJson, inOrder, type JsonObject, textAt, withAt } from '../rest/json.ts'

/** The first bits behind the point of a root of the first prime numbers. Source: FIPS 180-4, 4.2.2 and 5.3.3. */
function rootsOfPrimes(count: number, root: number): number[] {
  const primes: number[] = []
  for (let each = 2; primes.length < count; each++) {
    if (primes.every(prime => each % prime !== 0))
      primes.push(each)
  }
  return primes.map(prime => (prime ** (1 / root) % 1) * 2 ** 32 | 0)
}

const turned = (word: number, bits: number): number => word >>> bits | word << (32 - bits)

/** SHA-256 of a text, in hexadecimal digits. A browser's own makes whoever asks wait. Source: FIPS 180-4, 6.2. */
function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text)
  const padded = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64))
  bytes.forEach((byte, index) => padded.setUint8(index, byte))
  padded.setUint8(bytes.length, 0x80)
  padded.setUint32(padded.byteLength - 4, bytes.length * 8)
  const constants = rootsOfPrimes(64, 3)
  const hash = rootsOfPrimes(8, 2)
  for (let block = 0; block < padded.byteLength; block += 64) {
    const words: number[] = []
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
    for (let index = 0; index < 64; index++) {
      const [early = 0, late = 0] = [words[index - 15], words[index - 2]]
      const word = index < 16 ? padded.getInt32(block + index * 4) : (words[index - 16] ?? 0) + (turned(early, 7) ^ turned(early, 18) ^ early >>> 3) + (words[index - 7] ?? 0) + (turned(late, 17) ^ turned(late, 19) ^ late >>> 10) | 0
      words.push(word)
      const first = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + (e & f ^ ~e & g) + (constants[index] ?? 0) + word | 0
      const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, d + first | 0, c, b, a, first + second | 0]
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => hash[index] = (hash[index] ?? 0) + word | 0)
  }
  return hash.map(word => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** Digits that would make words of a name, and what stands for them. */
const replaced: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' }

/** A ConfigMap or a Secret whose name ends in a hash of what is in it. Source: kubectl/pkg/util/hash/hash.go. */
export function withHash(object: JsonObject): JsonObject {
  const { kind, type = '', data = {} } = object
  const name = textAt(object, 'metadata', 'name')
  const hash = sha256(goJson(inOrder({ kind, name, data, ...(kind === 'Secret' && { type }) })))
  return withAt(object, ['metadata', 'name'], `${name}-${hash.slice(0, 10).replace(/[013ae]/g, digit => replaced[digit] ?? '')}`)
}
