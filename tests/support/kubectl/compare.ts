/**
 * Whether a text is what the recordings promise, all of them of one command, made with three versions of kubectl against
 * one kind of cluster. What differs between them is no promise: a word in the same place, the order of the same lines,
 * or how often something is told.
 *
 * @param own the recording of the version that is tried; one text of `all`
 * @param all every recording of the command
 * @param got what was printed this time
 */
export function isAsRecorded(own: string, all: readonly string[], got: string): boolean {
  if (own === got || all.includes(got))
    return true
  const recorded = all.map(text => text.split('\n'))
  const lines = got.split('\n')
  const [first = []] = recorded
  if (recorded.every(({ length }) => length === first.length))
    return lines.length === first.length && (fits(recorded, lines) || (isOrderOpen(recorded) && fits(recorded.map(each => each.toSorted()), lines.toSorted())))
  return lines.every(line => isTold(recorded, line)) && first.every(line => lines.some(each => each === line) || !recorded.every(each => each.includes(line)))
}

function wordsOf(line: string): readonly string[] {
  return line.split(/([\s/"]+)/)
}

/** Whether recordings have the same lines in different orders. */
function isOrderOpen(recorded: readonly (readonly string[])[]): boolean {
  const texts = new Set(recorded.map(each => each.join('\n')))
  return texts.size > 1 && fits(recorded.map(each => each.toSorted()), (recorded[0] ?? []).toSorted())
}

/** Whether lines are those of the recordings, word by word, but for words in which the recordings differ. */
function fits(recorded: readonly (readonly string[])[], lines: readonly string[]): boolean {
  return lines.every((line, index) => {
    const words = wordsOf(line)
    const known = recorded.map(each => wordsOf(each[index] ?? ''))
    const [first = []] = known
    if (known.some(({ length }) => length !== first.length))
      return known.some(each => each.join('') === line)
    return words.length === first.length && words.every((word, place) => word === first[place] || known.some(each => each[place] !== first[place]))
  })
}

/** Whether a recording has a line like this, but for words in which lines of recordings differ. */
function isTold(recorded: readonly (readonly string[])[], line: string): boolean {
  const words = wordsOf(line)
  const alike = recorded.map(each => each.map(wordsOf).filter(known => known.length === words.length))
  const isOpen = (known: readonly string[], place: number): boolean =>
    alike.some(each => each.some(other => other[place] !== known[place] && other.every((word, index) => index === place || word === known[index])))
  return recorded.some(each => each.includes(line)) || alike.some(each => each.some(known => known.every((word, place) => word === words[place] || isOpen(known, place))))
}
