/** A line that no shell could read. */
export class UnfinishedLine extends Error {}

/** A line taken apart as a shell does it, quotes and backslashes included. @throws UnfinishedLine for a quote that is not closed */
export function wordsOf(line: string): readonly string[] {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at)
    if (quote !== '') {
      if (sign === quote)
        quote = ''
      else if (sign === '\\' && quote === '"' && /["\\$`]/.test(line.charAt(at + 1)))
        word = (word ?? '') + line.charAt(++at)
      else
        word = (word ?? '') + sign
    }
    else if (sign === '"' || sign === '\'') {
      quote = sign
      word ??= ''
    }
    else if (/\s/.test(sign)) {
      if (word !== undefined)
        words.push(word)
      word = undefined
    }
    else {
      word = (word ?? '') + (sign === '\\' && at + 1 < line.length ? line.charAt(++at) : sign)
    }
  }
  if (quote !== '')
    throw new UnfinishedLine(`unexpected EOF while looking for matching \`${quote}'`)
  return word === undefined ? words : [...words, word]
}
