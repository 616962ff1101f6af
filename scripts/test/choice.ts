import { Stop } from '../support/task.ts'
import type { Project } from './projects.ts'

/** What of the tests is run. */
export interface Choice {
  /** Programs that check one thing, by name. */
  readonly checkers: readonly string[]
  /** With the files that are run. */
  readonly projects: readonly Project[]
  /** Whether those are only some of their files. */
  readonly isPart: boolean
}

/** Reads the words of `npm test`: checkers, projects, and pieces of paths that choose among their files; no words choose all. @throws Stop for words that choose nothing */
export function choose(words: readonly string[], checkers: readonly string[], projects: readonly Project[]): Choice {
  const isRunner = (word: string): boolean => checkers.includes(word) || projects.some(({ name }) => name === word)
  const runners = words.filter(isRunner)
  const pieces = words.filter(word => !isRunner(word))
  const named = projects.filter(({ name }) => runners.includes(name))
  const searched = named.length > 0 ? named : projects
  const unknown = pieces.find(piece => !searched.some(({ files }) => files.some(file => file.includes(piece))))
  if (unknown !== undefined)
    throw new Stop(`There is no test file "${unknown}" in ${searched.map(({ name }) => name).join(', ')}: give a piece of a file's path, or choose of ${[...checkers, ...projects.map(({ name }) => name)].join(', ')}.`)

  if (pieces.length === 0)
    return { checkers: words.length > 0 ? checkers.filter(name => runners.includes(name)) : checkers, projects: words.length > 0 ? named : projects, isPart: false }
  const chosen = searched.map(project => ({ ...project, files: project.files.filter(file => pieces.some(piece => file.includes(piece))) }))
  return { checkers: checkers.filter(name => runners.includes(name)), projects: chosen.filter(({ files }) => files.length > 0), isPart: true }
}
