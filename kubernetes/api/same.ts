function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** Whether two plain values are the same: the comparison that keeps anyone from writing what is there already. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b))
    return true
  if (!isRecord(a) || !isRecord(b))
    return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && same(a[key], b[key]))
}
