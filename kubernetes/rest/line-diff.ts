interface Match {
  readonly before: number
  readonly after: number
  readonly length: number
}

/** The longest run of equal lines within two ranges, the first of them where there are several. Source: difflib (find_longest_match). */
function longestMatch(before: readonly string[], linePositions: ReadonlyMap<string, readonly number[]>, [from, to]: readonly [number, number], [otherFrom, otherTo]: readonly [number, number]): Match {
  let best: Match = { before: from, after: otherFrom, length: 0 }
  let lengths = new Map<number, number>()
  for (let line = from; line < to; line++) {
    const next = new Map<number, number>()
    for (const other of linePositions.get(before[line] ?? '') ?? []) {
      if (other < otherFrom || other >= otherTo)
        continue
      const length = (lengths.get(other - 1) ?? 0) + 1
      next.set(other, length)
      if (length > best.length)
        best = { before: line - length + 1, after: other - length + 1, length }
    }
    lengths = next
  }
  return best
}

function matchesOf(before: readonly string[], after: readonly string[]): readonly Match[] {
  const linePositions = new Map<string, number[]>()
  for (const [index, line] of after.entries())
    linePositions.set(line, [...linePositions.get(line) ?? [], index])
  const find = (range: readonly [number, number], other: readonly [number, number]): readonly Match[] => {
    const match = longestMatch(before, linePositions, range, other)
    return match.length === 0
      ? []
      : [...find([range[0], match.before], [other[0], match.after]), match, ...find([match.before + match.length, range[1]], [match.after + match.length, other[1]])]
  }
  return find([0, before.length], [0, after.length])
}

interface Change {
  readonly before: readonly [number, number]
  readonly after: readonly [number, number]
}

function changesOf(before: readonly string[], after: readonly string[]): readonly Change[] {
  let line = 0
  let other = 0
  return [...matchesOf(before, after), { before: before.length, after: after.length, length: 0 }].flatMap((match) => {
    const change: Change = { before: [line, match.before], after: [other, match.after] }
    line = match.before + match.length
    other = match.after + match.length
    return change.before[0] === change.before[1] && change.after[0] === change.after[1] ? [] : [change]
  })
}

function rangeText([from, to]: readonly [number, number]): string {
  return to - from === 1 ? String(from + 1) : `${to === from ? from : from + 1},${to - from}`
}

/** How many equal lines stand around a change. */
const context = 3

/** The differences between two texts in the unified form, without names of files; empty for two equal texts. */
export function lineDiff(before: readonly string[], after: readonly string[]): string {
  const groups: Change[][] = []
  for (const change of changesOf(before, after)) {
    const last = groups.at(-1)?.at(-1)
    if (last && change.before[0] - last.before[1] <= 2 * context)
      groups.at(-1)?.push(change)
    else
      groups.push([change])
  }
  return groups.map((group) => {
    const first = group[0]
    const last = group.at(-1)
    if (!first || !last)
      return ''
    const lead = Math.min(context, first.before[0])
    const trail = Math.min(context, before.length - last.before[1])
    const lines: string[] = []
    let line = first.before[0] - lead
    for (const change of group) {
      lines.push(...before.slice(line, change.before[0]).map(each => ` ${each}`), ...before.slice(...change.before).map(each => `-${each}`), ...after.slice(...change.after).map(each => `+${each}`))
      line = change.before[1]
    }
    lines.push(...before.slice(line, line + trail).map(each => ` ${each}`))
    return `@@ -${rangeText([first.before[0] - lead, last.before[1] + trail])} +${rangeText([first.after[0] - lead, last.after[1] + trail])} @@\n${lines.map(each => `${each}\n`).join('')}`
  }).join('')
}

/** The lines of a text once {@link lineDiff} has been done to it. A change whose lines stand nowhere is left out. */
export function changedLines(before: readonly string[], diff: string): readonly string[] {
  let lines = before
  for (const [, start = '', body = ''] of diff.matchAll(/^@@ \S+ \+(\d+)[^\n]*\n((?:[ +-][^\n]*\n)*)/gm)) {
    const hunk = body.split('\n').slice(0, -1)
    const [old = [], fresh = []] = ['-', '+'].map(sign => hunk.filter(line => line.startsWith(' ') || line.startsWith(sign)).map(line => line.slice(1)))
    const places = lines.map((_, index) => index).filter(index => old.every((line, nth) => line === lines[index + nth]))
    const meant = Number(start) - 1
    const [place] = places.toSorted((one, other) => Math.abs(one - meant) - Math.abs(other - meant))
    if (place !== undefined)
      lines = lines.toSpliced(place, old.length, ...fresh)
  }
  return lines
}
