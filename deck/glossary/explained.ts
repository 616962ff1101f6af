import { mentionsIn } from './glossary.ts'
import type { Term } from './term.ts'

/** A piece of a text: plain, or a word that is explained. */
export interface Explained {
  readonly text: string
  readonly term?: Term
  /** The sign right behind the word, which must not begin a line. */
  readonly sign?: string
}

const signs = /^[.,;:?!”’)]+/

/** Cuts texts that are read one after the other, explaining each term where it is first named. */
export function explainer(): (text: string) => readonly Explained[] {
  const known = new Set<Term>()
  return (text) => {
    const pieces: Explained[] = []
    let from = 0
    for (const { term, text: word, start } of mentionsIn(text)) {
      if (known.has(term))
        continue
      known.add(term)
      const end = start + word.length
      const sign = signs.exec(text.slice(end))?.[0] ?? ''
      pieces.push({ text: text.slice(from, start) }, { text: word, term, sign })
      from = end + sign.length
    }
    return [...pieces, { text: text.slice(from) }].filter(piece => piece.text)
  }
}
