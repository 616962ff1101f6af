import { encode } from 'uqr'

export interface QrCode {
  /** Modules along an edge, with the quiet zone around them. */
  readonly size: number
  /** Path of the dark modules, one unit each. */
  readonly path: string
}

/** The QR code of an address. */
export function qrCode(address: string): QrCode {
  const { size, data } = encode(address, { border: 2 })
  return { size, path: data.flatMap((line, y) => line.flatMap((dark, x) => dark ? [`M${x} ${y}h1v1h-1z`] : [])).join('') }
}
