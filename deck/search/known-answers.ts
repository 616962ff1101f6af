import { type KnownAnswer, knownAnswers } from './answers.ts'
import { stem, wordsIn } from './stems.ts'

const stems = (words: string): string => wordsIn(words.toLowerCase().replaceAll(/['’]s?\b/g, ' ').replaceAll('-', ' ')).map(stem).join(' ')

/** The answer to a question that is known, in whatever words it is asked; undefined where it is none of them. */
export function knownAnswer(words: string): KnownAnswer | undefined {
  const query = ` ${stems(words)} `
  const said = new Set(words.toLowerCase().match(/[\p{L}\p{N}]+/gu))
  const isSaid = (some: string): boolean => query.includes(` ${stems(some)} `)
  return knownAnswers.find(({ needs, not }) => needs.every(group => group.some(isSaid)) && !not.some(word => word.split(/[ -]/).every(part => said.has(part))))
}
