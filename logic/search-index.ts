import MiniSearch, { type QueryCombination } from 'minisearch'
import { corpus, type Entry } from '../deck/search/corpus.ts'
import { narration } from '../deck/narration.ts'
import { knownAnswer } from '../deck/search/known-answers.ts'
import { indexed, queryWord, wordsIn } from '../deck/search/stems.ts'
import { recordedFacts } from '../slides/as-recorded/facts.ts'

export interface Finding extends Omit<Searched, 'kind' | 'text' | 'more' | 'step'> {
  readonly kind: Searched['kind'] | 'slide' | 'elsewhere'
  /** What is said there: narration, the sentence of the glossary, or what a real cluster did. */
  readonly text: string
  /** The page of the documentation that answers what the talk does not. */
  readonly url?: string
  readonly no: number
  readonly title: string
}

/** What the search has to know of a slide that the model does not. */
export interface Titled {
  readonly name: string
  readonly title: string
}

/** Something that can be found, with what is said there: a step, a word, or what a real cluster did at a step. */
interface Searched extends Omit<Entry, 'kind' | 'text'> {
  readonly kind: Entry['kind'] | 'fact'
  readonly text: string
}

const facts: readonly Searched[] = recordedFacts.flatMap(({ at, lead, rest }) => {
  const [place] = corpus.filter(({ kind, slide, step }) => kind === 'step' && at === `${slide}@${step}`)
  return place ? [{ kind: 'fact', slide: place.slide, click: place.click, head: lead, text: rest, more: '' }] : []
})

/** All that can be found, in the order of the talk, then the glossary, then what a real cluster did. */
export const entries: readonly Searched[] = [...corpus.map(entry => ({ ...entry, text: entry.text ?? narration[entry.slide]?.[entry.click] ?? '' })), ...facts]

/** What is found by some words, best first. */
export type Find = (words: string) => readonly Finding[]

/** Lists a place that was found twice once, but for what a real cluster did at it, which is opened there. */
function once(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ kind, slide, click }, index) => findings.findIndex(each => each.slide === slide && each.click === click && (each.kind === 'fact') === (kind === 'fact')) === index)
}

/**
 * Makes the index of the whole talk.
 *
 * @param slides all slides, in order
 * @param most how much is found at most
 */
export function createFinder(slides: readonly Titled[], most = 8): Find {
  const indexes = new Map(slides.map(({ name }, i) => [name, i]))
  const withoutSteps = slides.filter(({ name }) => !entries.some(({ slide }) => slide === name))
  const all: readonly (Finding & { readonly more: string, readonly step?: string })[] = [
    ...entries.map((entry) => {
      const i = indexes.get(entry.slide) ?? -1
      return { ...entry, no: i + 1, title: slides[i]?.title ?? '' }
    }),
    ...withoutSteps.map(({ name, title }) => ({ kind: 'slide' as const, slide: name, click: 0, head: title, text: '', more: name, no: (indexes.get(name) ?? -1) + 1, title })),
  ]
  const index = new MiniSearch<(typeof all)[number] & { id: number, opens: string }>({
    fields: ['head', 'opens', 'text', 'more', 'title'],
    tokenize: text => [...wordsIn(text)],
    processTerm: word => [...indexed(word)],
    // What is looked for has been taken apart already.
    searchOptions: { tokenize: term => [term], processTerm: term => term, boost: { head: 3, opens: 4, more: 1, title: 0.5 } },
  })
  // The title leads to where its slide begins.
  index.addAll(all.map((entry, id) => ({ ...entry, id, opens: entry.kind === 'step' && entry.click === 0 ? entry.title : '' })))

  return (words) => {
    const known = knownAnswer(words)
    // What is not in the talk is said so, and nothing that only sounds like it is offered.
    if (known?.elsewhere)
      return [{ kind: 'elsewhere', slide: '', click: 0, head: known.elsewhere.says, text: '', no: 0, title: known.elsewhere.title, url: known.elsewhere.url }]
    const answer = known?.answeredAt && all.filter(({ kind, slide, step }) => kind === 'step' && slide === known.answeredAt?.[0] && step === known.answeredAt[1])
    const wanted = wordsIn(words)
    const queries = wanted.flatMap((word, i) => queriesOf(word, i === wanted.length - 1))
    const found = index.search({ queries }).flatMap(({ id }) => all[Number(id)] ?? [])
    const isMeant = ({ head, click, title }: Finding): boolean => [head, click === 0 ? title : ''].some(name => same(name, words))
    return once([...found.filter(isMeant), ...answer ?? [], ...found]).slice(0, most)
  }
}

const same = (one: string, other: string): boolean => wordsIn(one).join(' ').toLowerCase() === wordsIn(other).join(' ').toLowerCase()

/** How one word is looked for; the last one may not be typed to its end. */
function queriesOf(word: string, isLast: boolean): QueryCombination[] {
  const how = queryWord(word)
  if (!how)
    return []
  const { stem, exact, instead, weight } = how
  return [
    { queries: [stem], boostTerm: () => weight, prefix: isLast && stem.length > 2, fuzzy: stem.length > 4 ? 0.2 : false },
    { queries: [exact], boostTerm: () => weight * 0.3 },
    { queries: [...instead], boostTerm: () => weight * 0.5 },
  ]
}
