/** A stretch of text that stands on one line, in pixels of the window. */
export interface LineOfText {
  readonly text: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The pieces of a text, each with its place: words, and single letters where a word goes on in the next line. */
function piecesOf(node: Text): { text: string, rect: DOMRect }[] {
  const range = document.createRange()
  const placed = (start: number, end: number): DOMRect[] => {
    range.setStart(node, start)
    range.setEnd(node, end)
    return [...range.getClientRects()].filter(({ width }) => width > 0)
  }
  return [...node.data.matchAll(/\s+|\S+/g)].flatMap(({ 0: text, index }) => {
    const rects = placed(index, index + text.length)
    const [rect] = rects
    if (rect && rects.length === 1)
      return [{ text, rect }]
    return rects.length === 0 ? [] : [...text].flatMap((letter, place) => placed(index + place, index + place + 1).slice(0, 1).map(each => ({ text: letter, rect: each })))
  })
}

/** A text as the browser broke it into lines. */
export function linesOf(node: Text, keepsSpaces: boolean): readonly LineOfText[] {
  const lines: { text: string, left: number, top: number, right: number, bottom: number }[] = []
  for (const { text, rect } of piecesOf(node)) {
    const line = lines.at(-1)
    if (line && Math.abs(line.top - rect.top) < rect.height / 2 && rect.left >= line.left) {
      line.text += text
      line.right = rect.right
    }
    else {
      lines.push({ text, left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom })
    }
  }
  return lines.map(line => ({ ...line, text: keepsSpaces ? line.text.replace(/\n/g, '') : line.text.replace(/\s+/g, ' ') })).filter(({ text }) => text.trim())
}
