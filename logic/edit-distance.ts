/** How many letters must be added, left out or changed to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (const [column, wanted] of [...other].entries())
      next.push(Math.min((row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1, (row[column] ?? 0) + (letter === wanted ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}

/** The word that is spelt most like the given one; undefined where none is like it at all. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const distances = words.map(each => distance(word.toLowerCase(), each))
  const least = Math.min(...distances)
  return least < word.length / 2 ? words[distances.indexOf(least)] : undefined
}

/** Place of the word that is spelt most like the given one; 0 where none is like it at all. */
export function closest(word: string, words: readonly string[]): number {
  return Math.max(words.indexOf(nearestWord(word, words) ?? ''), 0)
}
