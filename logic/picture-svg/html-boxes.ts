import type { Rect } from '../../components/diagram/geometry.ts'
import { type Attributes, tag } from './markup.ts'
import { painted, type Pen } from './svg-shapes.ts'

const SIDES = ['Top', 'Right', 'Bottom', 'Left'] as const

interface Edge {
  readonly width: number
  readonly colour: string
  readonly style: string
}

const edgesOf = (style: CSSStyleDeclaration): readonly Edge[] => SIDES.map(side => ({ width: Number.parseFloat(style[`border${side}Width`]), colour: style[`border${side}Color`], style: style[`border${side}Style`] }))

function strip({ x, y, width, height }: Rect, side: number, thick: number): Rect {
  return [
    { x, y, width, height: thick },
    { x: x + width - thick, y, width: thick, height },
    { x, y: y + height - thick, width, height: thick },
    { x, y, width: thick, height },
  ][side] ?? { x, y, width, height }
}

const shrunk = ({ x, y, width, height }: Rect, by: number): Rect => ({ x: x + by, y: y + by, width: Math.max(width - 2 * by, 0), height: Math.max(height - 2 * by, 0) })

/** Ground and border of a box, as style sheets have them. */
export function boxMarkup(area: Rect, style: CSSStyleDeclaration, { paintOf }: Pen): string {
  const ground = paintOf(style.backgroundColor)
  const edges = edgesOf(style)
  const [first] = edges
  const isEven = first !== undefined && edges.every(edge => JSON.stringify(edge) === JSON.stringify(first))
  const radius = Number.parseFloat(style.borderTopLeftRadius)
  const radiiOf = (inset: number): Attributes => {
    const asked = style.borderTopLeftRadius.endsWith('%') ? radius / 100 * Math.min(area.width, area.height) : radius
    const rx = Math.min(asked, area.width / 2, area.height / 2) - inset
    return { rx: rx > 0 ? rx : undefined }
  }
  if (isEven && first.width > 0 && first.style !== 'none' && paintOf(first.colour).value !== 'none') {
    const middle = first.width / 2
    const dashes = { dashed: `${3 * first.width} ${2 * first.width}`, dotted: `${first.width} ${first.width}` }[first.style]
    return tag('rect', { ...shrunk(area, middle), ...radiiOf(middle), ...painted('fill', ground), ...painted('stroke', paintOf(first.colour)), 'stroke-width': first.width, 'stroke-dasharray': dashes })
  }
  const filled = ground.value === 'none' ? '' : tag('rect', { ...area, ...radiiOf(0), ...painted('fill', ground) })
  return filled + edges.map(({ width, colour, style: line }, side) => {
    const paint = paintOf(colour)
    return isEven || width === 0 || line === 'none' || paint.value === 'none' ? '' : tag('rect', { ...strip(area, side, width), ...painted('fill', paint) })
  }).join('')
}
