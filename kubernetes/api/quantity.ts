/** Reads a Kubernetes quantity such as `500m`, `4`, `2e3` or `1Gi`. Throws on anything else. Source: apimachinery/pkg/api/resource/quantity.go. */
export function quantity(text: string): number {
  const [, digits, power = 0, thousands = ' ', binary = ''] = /^([-+]?(?:\d+\.?\d*|\.\d+))(?:[eE]([-+]?\d+)|([numkMGTPE])|([KMGTPE])i)?$/.exec(text) ?? []
  if (digits === undefined)
    throw new Error(`"${text}" is no quantity.`)
  return Number(digits) * 10 ** Number(power) * 1000 ** ('num kMGTPE'.indexOf(thousands) - 3) * 1024 ** ' KMGTPE'.indexOf(binary || ' ')
}

/** CPU in thousandths of a core. */
export function milliCpu(text: string): number {
  return Math.round(quantity(text) * 1000)
}
