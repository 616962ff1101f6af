import { sourceOf } from '../../talk/sources.ts'
import '../../talk/add-more-sources.ts'
import { knownQuestions } from './questions.ts'

/** A known question with its answer's place: a step of the talk, or a page of the documentation. */
export interface KnownAnswer {
  readonly needs: readonly (readonly string[])[]
  readonly not: readonly string[]
  /** The slide and the name of its step. */
  readonly answeredAt?: readonly [slide: string, step: string]
  /** One sentence that says that the talk does not, and the page that does. */
  readonly elsewhere?: { readonly says: string, readonly title: string, readonly url: string }
}

/** All known questions, those that need most words first. Plain data: the built deck has it as such. */
export const knownAnswers: readonly KnownAnswer[] = knownQuestions.map(({ needs, not = [], answeredAt, elsewhere }): KnownAnswer => {
  const [slide = '', step = ''] = answeredAt?.split('@') ?? []
  const source = elsewhere && sourceOf(elsewhere.source)
  return { needs, not, ...(answeredAt !== undefined && { answeredAt: [slide, step] as const }), ...(elsewhere && source && { elsewhere: { says: elsewhere.says, title: source.title, url: source.url } }) }
}).toSorted((one, other) => other.needs.length - one.needs.length)
