/** What a generated box has that decides its place, size and looks. */
const COPIED = [
  'display', 'position', 'inset', 'box-sizing', 'width', 'height', 'margin', 'padding', 'border', 'border-radius', 'background-color', 'color',
  'font', 'letter-spacing', 'line-height', 'text-align', 'vertical-align', 'white-space', 'visibility', 'opacity',
] as const

const SIDES = ['before', 'after'] as const

/** The text of a `content`, without what is said in its place. A counter of letters is that of a list's item. */
function textOf(content: string, element: Element): string {
  if (content.startsWith('counter('))
    return String.fromCharCode(64 + [...element.parentElement?.children ?? []].indexOf(element) + 1)
  return /^"((?:[^"\\]|\\.)*)"/.exec(content)?.[1]?.replace(/\\(.)/g, '$1') ?? ''
}

/** Runs something while what style sheets generate before and after elements stands there as elements, which can be measured. */
export function withGeneratedBoxes<T>(root: Element, draw: () => T): T {
  const found = [...root.querySelectorAll<HTMLElement>('*')].filter(element => element instanceof HTMLElement).flatMap(element => SIDES.flatMap((side) => {
    const style = getComputedStyle(element, `::${side}`)
    if (style.content === 'none' || style.content === 'normal')
      return []
    const box = Object.assign(document.createElement('span'), { textContent: textOf(style.content, element) })
    for (const name of COPIED)
      box.style.setProperty(name, style.getPropertyValue(name))
    return [{ element, side, box }]
  }))
  const sheet = Object.assign(document.createElement('style'), { textContent: SIDES.map(side => `[data-drawn-${side}]::${side}{content:none!important}`).join('') })
  try {
    document.head.append(sheet)
    for (const { element, side, box } of found) {
      element.setAttribute(`data-drawn-${side}`, '')
      element[side === 'before' ? 'prepend' : 'append'](box)
    }
    return draw()
  }
  finally {
    for (const { element, side, box } of found) {
      element.removeAttribute(`data-drawn-${side}`)
      box.remove()
    }
    sheet.remove()
  }
}
