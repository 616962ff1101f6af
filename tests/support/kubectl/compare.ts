import { drawn, leftBehind } from './differences.ts'
import { normalised } from './normalise.ts'
import type { Invocation, Printed } from './session.ts'

/**
 * Whether a command printed what the recordings promise of it, and ended as one of them did.
 *
 * @param command its number and its words
 * @param recordings every recording of it
 */
export function printsAsRecorded({ id, argv }: Pick<Invocation, 'id' | 'argv'>, got: Printed, recordings: readonly Invocation[]): boolean {
  const ended = recordings.filter(({ exit }) => exit === got.exit)
  const isWatch = argv[1] === 'get' && argv.some(word => ['-w', '--watch', '--watch-only'].includes(word))
  const promised = (text: string): string => normalised(text).split('\n').filter(line => !leftBehind.get(id)?.lines.test(line)).join('\n').replaceAll(drawn.get(id)?.words ?? /^$/g, '<drawn>')
  return ended.length > 0 && (['stdout', 'stderr'] as const).every(stream => isWatch && stream === 'stdout'
    ? isWatchAsRecorded(ended.map(each => each.stdout ?? ''), got.stdout)
    : isAsRecorded(ended.map(each => promised(each[stream] ?? '')), promised(got[stream])))
}

/** What a watch told of each object, in the order in which it told it, with names that are drawn all the same. */
function storiesOf(text: string): readonly string[] {
  const [header = '', ...lines] = text.split('\n').filter(Boolean)
  const nameColumn = header.startsWith('EVENT') ? 1 : 0
  const nameOf = (line: string): string => line.split(/\s+/)[nameColumn] ?? ''
  const rowsByName = [...new Set(lines.map(nameOf))].map(name => lines.filter(line => nameOf(line) === name))
  return rowsByName.map(each => normalised([header, ...each].join('\n'))).sort()
}

/**
 * Whether a watch told of as many objects as in a recording, and of each what it told of one there. Which of two objects
 * comes first is drawn, and whether a kubelet reports once more at the end of a Pod.
 */
function isWatchAsRecorded(all: readonly string[], got: string): boolean {
  const known = all.map(storiesOf)
  const stories = storiesOf(got)
  return known.some(each => each.length === stories.length) && stories.every(story => known.some(each => each.includes(story)))
}

/**
 * Whether a text is what the recordings promise, all of them of one command, made with three versions of kubectl against
 * one kind of cluster. What differs between them is no promise: a word in the same place, the order of the same lines,
 * or how often something is told.
 *
 * @param all every recording of the command
 * @param got what was printed this time
 */
function isAsRecorded(all: readonly string[], got: string): boolean {
  if (all.includes(got))
    return true
  const recorded = all.map(text => text.split('\n'))
  const lines = got.split('\n')
  const [first = []] = recorded
  if (recorded.every(({ length }) => length === first.length))
    return lines.length === first.length && (fits(recorded, lines) || (isOrderOpen(recorded) && fits(recorded.map(each => each.toSorted()), lines.toSorted())))
  return lines.every(line => isRecorded(recorded, line)) && first.every(line => lines.some(each => each === line) || !recorded.every(each => each.includes(line)))
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
    return words.length === first.length && words.every((word, i) => word === first[i] || known.some(each => each[i] !== first[i]))
  })
}

/** Whether a recording has a line like this, but for words in which lines of recordings differ. */
function isRecorded(recorded: readonly (readonly string[])[], line: string): boolean {
  const words = wordsOf(line)
  const alike = recorded.map(each => each.map(wordsOf).filter(known => known.length === words.length))
  const isOpen = (known: readonly string[], i: number): boolean =>
    alike.some(each => each.some(other => other[i] !== known[i] && other.every((word, index) => index === i || word === known[index])))
  return recorded.some(each => each.includes(line)) || alike.some(each => each.some(known => known.every((word, i) => word === words[i] || isOpen(known, i))))
}
