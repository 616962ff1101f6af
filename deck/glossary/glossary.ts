import '../../talk/add-more-sources.ts'
import { clusterTerms } from './cluster.ts'
import { deeperTerms } from './deeper.ts'
import { nodeTerms } from './node.ts'
import { partTerms } from './parts.ts'
import { requestTerms } from './request.ts'
import { type Term, wordsOf } from './term.ts'
import { workloadTerms } from './workloads.ts'

/** Every term of the talk, in the order of the alphabet. */
export const glossary: readonly Term[] = [...partTerms, ...clusterTerms, ...requestTerms, ...workloadTerms, ...nodeTerms, ...deeperTerms]
  .sort((a, b) => a.name.localeCompare(b.name, 'en'))

/** A place in a text where a term is named. */
export interface Mention {
  readonly term: Term
  readonly text: string
  readonly start: number
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A word that begins small may begin a sentence; one that begins with a capital is that term only with it. */
const pattern = (word: string): string => /^[a-z]/.test(word) ? `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${escaped(word.slice(1))}` : escaped(word)

const found = glossary.flatMap(term => wordsOf(term).map(word => ({ term, word })))
// The longest first, so that a control plane is not taken for a plane.
const longestFirst = found.toSorted((a, b) => b.word.length - a.word.length)
const any = new RegExp(`(?<![\\w-])(?:${longestFirst.map(({ word }) => `(${pattern(word)}(?:s|es)?)`).join('|')})(?![\\w-])`, 'g')

/** Where a text names terms, in order: whole words alone, plurals too. None overlaps another. */
export function mentionsIn(text: string): readonly Mention[] {
  return [...text.matchAll(any)].flatMap((match) => {
    const term = longestFirst[match.slice(1).findIndex(group => group !== undefined)]?.term
    return term ? [{ term, text: match[0], start: match.index }] : []
  })
}
