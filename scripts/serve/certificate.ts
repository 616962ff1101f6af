import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'

export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** One value in DER: a tag, a length, what it holds. Source: ITU-T X.690. */
function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  if (content.length < 128)
    return Buffer.concat([Buffer.from([tag, content.length]), content])
  const length = Buffer.from(content.length.toString(16).padStart(content.length > 255 ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content])
}

const sequence = (...contents: readonly Buffer[]): Buffer => der(0x30, ...contents)
const octets = (content: Buffer): Buffer => der(0x04, content)
const identifier = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const integer = (content: Buffer): Buffer => der(0x02, content)

const ECDSA_SHA256 = '2a8648ce3d040302'
const COMMON_NAME = '550403'
const BASIC_CONSTRAINTS = '551d13'
const ALTERNATIVE_NAMES = '551d11'

function nameOf(text: string): Buffer {
  return sequence(der(0x31, sequence(identifier(COMMON_NAME), der(0x0C, Buffer.from(text)))))
}

function timeOf(date: Date): Buffer {
  return der(0x18, Buffer.from(`${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`))
}

function addressOf(host: string): Buffer {
  if (isIP(host) === 4)
    return der(0x87, Buffer.from(host.split('.').map(Number)))
  return host === '::1' ? der(0x87, Buffer.from([...Array<number>(15).fill(0), 1])) : der(0x82, Buffer.from(host))
}

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  return sequence(identifier(id), ...isCritical ? [der(0x01, Buffer.from([0xFF]))] : [], octets(value))
}

function pem(name: string, content: Buffer): string {
  return `-----BEGIN ${name}-----\n${content.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END ${name}-----\n`
}

function tbs(hosts: readonly string[], key: KeyObject, since: Date, until: Date): Buffer {
  const name = nameOf('kubernetes')
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(15)])
  return sequence(
    der(0xA0, integer(Buffer.from([2]))),
    integer(serial),
    sequence(identifier(ECDSA_SHA256)),
    name,
    sequence(timeOf(since), timeOf(until)),
    name,
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    der(0xA3, sequence(
      extension(BASIC_CONSTRAINTS, sequence(der(0x01, Buffer.from([0xFF]))), true),
      extension(ALTERNATIVE_NAMES, sequence(...hosts.map(addressOf))),
    )),
  )
}

/**
 * Makes a certificate that vouches for itself, for a server of this machine: kubectl shows tokens only over TLS.
 * Source: RFC 5280.
 *
 * @param hosts names and addresses of the server
 * @param days for how long it is good, from yesterday on
 */
export function selfSigned(hosts: readonly string[], days = 30): Certificate {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const day = 86_400_000
  const body = tbs(hosts, privateKey, new Date(Date.now() - day), new Date(Date.now() + days * day))
  const signature = sign('sha256', body, privateKey)
  const cert = sequence(body, sequence(identifier(ECDSA_SHA256)), der(0x03, Buffer.from([0]), signature))
  return { cert: pem('CERTIFICATE', cert), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}
