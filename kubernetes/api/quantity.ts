const suffixes: Readonly<Record<string, number>> = {
  '': 1,
  'n': 1e-9,
  'u': 1e-6,
  'm': 0.001,
  ...Object.fromEntries(['k', 'M', 'G', 'T', 'P', 'E'].map((suffix, index) => [suffix, 1000 ** (index + 1)])),
  ...Object.fromEntries(['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, index) => [suffix, 1024 ** (index + 1)])),
}

/** Reads a Kubernetes quantity such as `500m`, `4`, `2e3` or `1Gi`. Throws on anything else. Source: apimachinery/pkg/api/resource/quantity.go. */
export function quantity(text: string): number {
  const [, digits, power = '0', suffix = ''] = /^([-+]?(?:\d+\.?\d*|\.\d+))(?:[eE]([-+]?\d+)|([a-zA-Z]*))$/.exec(text) ?? []
  const factor = suffixes[suffix]
  if (digits === undefined || factor === undefined)
    throw new Error(`"${text}" is no quantity.`)
  return Number(digits) * factor * 10 ** Number(power)
}

/** CPU in thousandths of a core. */
export function milliCpu(text: string): number {
  return Math.round(quantity(text) * 1000)
}

/** Whether a text is a quantity. */
export function isQuantity(text: string): boolean {
  try {
    quantity(text)
    return true
  }
  catch {
    return false
  }
}
