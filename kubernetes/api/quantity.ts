const suffixes: Readonly<Record<string, number>> = {
  '': 1,
  'm': 0.001,
  'k': 1e3,
  'M': 1e6,
  'G': 1e9,
  'Ki': 2 ** 10,
  'Mi': 2 ** 20,
  'Gi': 2 ** 30,
}

/** Reads a Kubernetes quantity such as `500m`, `4` or `1Gi`. Throws on anything else. */
export function quantity(text: string): number {
  const [, digits, suffix = ''] = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(text) ?? []
  const factor = suffixes[suffix]
  if (digits === undefined || factor === undefined)
    throw new Error(`"${text}" is no quantity.`)
  return Number(digits) * factor
}

/** CPU in thousandths of a core. */
export function milliCpu(text: string): number {
  return Math.round(quantity(text) * 1000)
}
