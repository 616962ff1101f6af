interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly label: string
  readonly fill?: string
}

const BLUE = '#326ce5'
const LINE = `stroke="${BLUE}" stroke-width="2"`

// An empty line would end the drawing for Markdown.
const drawing = (width: number, height: number, elements: readonly string[]): string =>
  [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">`, `<rect width="${width}" height="${height}" fill="#f0f0f0"/>`, ...elements, '</svg>'].join('\n')

const box = ({ x, y, width, height, label, fill = '#ffffff' }: Box): string[] => [
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" ${LINE}/>`,
  `<text x="${x + width / 2}" y="${y + 25}" font-family="Arial" font-size="14" text-anchor="middle">${label}</text>`,
]

const line = (x1: number, y1: number, x2: number, y2: number): string => `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" ${LINE}/>`
const head = (x: number, y: number): string => `<polygon points="${x},${y} ${x - 5},${y - 10} ${x + 5},${y - 10}" fill="${BLUE}"/>`

/** A map of a cluster: two planes, four parts, three nodes, an arrow. 34 elements. */
export function mapDrawing(planes: readonly [string, string], parts: readonly string[]): string {
  const nodes = ['worker-1', 'worker-2', 'worker-3'].flatMap((label, index) => {
    const x = 70 + index * 230
    return [
      ...box({ x, y: 400, width: 200, height: 120, label }),
      ...box({ x: x + 20, y: 440, width: 70, height: 40, label: 'Pod', fill: '#e6f3ff' }),
      ...box({ x: x + 100, y: 440, width: 80, height: 40, label: 'kubelet', fill: '#e6f3ff' }),
    ]
  })
  return drawing(800, 600, [
    ...box({ x: 50, y: 50, width: 700, height: 250, label: planes[0], fill: '#e6f3ff' }),
    ...parts.slice(0, 4).flatMap((label, index) => box({ x: 70 + index * 160, y: 100, width: 150, height: 60, label })),
    ...box({ x: 50, y: 350, width: 700, height: 200, label: planes[1], fill: '#fff0e6' }),
    ...nodes,
    line(400, 300, 400, 350),
    head(400, 350),
  ])
}

/** Boxes one after the other in two rows, there and back, and an arrow from each to the next. Eight of them have 32 elements. */
export function flowDrawing(labels: readonly string[]): string {
  const half = Math.ceil(labels.length / 2)
  const boxes = labels.map((label, index) => ({
    x: 20 + (index < half ? index : 2 * half - 1 - index) * 195,
    y: index < half ? 50 : 150,
    width: 175,
    height: 60,
    label,
  }))
  const middles = boxes.map(({ x, y, width, height }) => [x + width / 2, y + height / 2] as const)
  const arrows = middles.slice(1).flatMap(([x2, y2], index) => {
    const [x1, y1] = middles[index] ?? [x2, y2]
    return [line(x1, y1, x2, y2), head((x1 + x2) / 2, (y1 + y2) / 2)]
  })
  return drawing(800, 400, [...arrows, ...boxes.flatMap(box)])
}
