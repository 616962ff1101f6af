import { mentionsIn } from './glossary.ts'
import type { Term } from './term.ts'

/** A stretch of a text: plain, or a word that is explained. */
export interface Stretch {
  readonly text: string
  readonly term?: Term
}

/** Cuts texts that are read one after the other, explaining each term where it is first named. */
export function explainer(): (text: string) => readonly Stretch[] {
  const known = new Set<Term>()
  return (text) => {
    const stretches: Stretch[] = []
    let from = 0
    for (const { term, text: word, start } of mentionsIn(text)) {
      if (known.has(term))
        continue
      known.add(term)
      stretches.push({ text: text.slice(from, start) }, { text: word, term })
      from = start + word.length
    }
    return [...stretches, { text: text.slice(from) }].filter(stretch => stretch.text)
  }
}
