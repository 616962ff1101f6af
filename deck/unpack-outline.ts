import type { Outline, OuterStep, OutlineStep, Packed } from './outline-of.ts'

const stepOf = (line = ''): OutlineStep => {
  const end = line.indexOf(' ')
  return { id: line.slice(0, end), caption: line.slice(end + 1) }
}

/** Outlines as navigation reads them. */
export function unpacked(packed: Packed): Outline {
  return Object.fromEntries(Object.entries(packed).map(([slide, steps]) => [slide, steps.map((step): OuterStep => {
    const [own, telling, ...inside] = step.split('\n')
    return { ...stepOf(own), ...(telling !== undefined && { inside: { telling, steps: inside.map(stepOf) } }) }
  })]))
}
