import type { OuterStep, Outline, OutlineStep, Packed } from './outline-of.ts'

const stepOf = (line = ''): OutlineStep => {
  const [id = '', ...caption] = line.split(' ')
  return { id, caption: caption.join(' ') }
}

/** Outlines as navigation reads them. */
export function unpacked(packed: Packed): Outline {
  return Object.fromEntries(Object.entries(packed).map(([slide, steps]) => [slide, steps.map((step): OuterStep => {
    const [line, initial, ...inside] = step.split('\n')
    const own = stepOf(line)
    return initial === undefined ? own : { ...own, inside: { initial, steps: inside.map(stepOf) } }
  })]))
}
