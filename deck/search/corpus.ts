import { parts } from '../../slides/parts/index.ts'
import { glossary, mentionsIn } from '../glossary/glossary.ts'
import { type Term, wordsOf } from '../glossary/term.ts'
import { sourceOf } from '../../talk/sources.ts'
import { captionText, type Step } from '../../talk/step.ts'
import { narration } from '../narration.ts'
import { slideByName, talk } from '../slides.ts'

/** Something that can be found, and where it leads. */
export interface Entry {
  /** What it is: a step of a slide, or a word that the glossary explains. */
  readonly kind: 'step' | 'term'
  /** Permanent name of the slide, and the click on it. */
  readonly slide: string
  readonly click: number
  /** Permanent name of the step there; absent for a word. */
  readonly step?: string
  /** What it is called: the caption of the step, or the word. */
  readonly head: string
  /** The sentence of the glossary; absent for a step, whose words are the narration there. */
  readonly text?: string
  /** More by which it is found, though it is not shown. */
  readonly more: string
}

/** What a step shows beside its caption, in words: its name, its source, what is inside it, and the duty of a part. */
function moreOf(slide: string, { id, source, inner }: Step): string {
  const inside = inner?.steps.map(({ caption }) => captionText(caption)) ?? []
  const duty = parts.find(part => part.id === slide)?.duties.find(each => each.id === id)
  return [id, sourceOf(source).title, ...inside, duty?.says ?? '', duty?.article ?? ''].join(' ')
}

const steps: readonly Entry[] = [...talk].filter(([slide]) => !slideByName.get(slide)?.isQuiz).flatMap(([slide, all]) =>
  all.map((step, click): Entry => ({ kind: 'step', slide, click, step: step.id, head: captionText(step.caption), more: moreOf(slide, step) })))

/** Where the talk tells of a term: on the slide of its name, or where a caption, or else a narration, names it first. */
function entryOf(term: Term): Entry | undefined {
  const names = (text: string): boolean => mentionsIn(text).some(mention => mention.term === term)
  const first = (of: (entry: Entry) => string): Entry | undefined => steps.find(entry => names(of(entry)))
  return steps.find(({ slide }) => slide === term.id) ?? first(({ head }) => head) ?? first(({ slide, click }) => narration[slide]?.[click] ?? '') ?? first(({ more }) => more)
}

const terms: readonly Entry[] = glossary.flatMap((term) => {
  const entry = entryOf(term)
  return entry ? [{ kind: 'term', slide: entry.slide, click: entry.click, head: term.name, text: term.sentence, more: wordsOf(term).slice(1).join(' ') }] : []
})

/** All that can be found, in the order of the talk, then the glossary. Plain data: the built deck has it without the model. */
export const corpus: readonly Entry[] = [...steps, ...terms]
