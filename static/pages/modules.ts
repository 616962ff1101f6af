import type { Manifest } from 'vite'
import { slideChunk, STAGE } from '../../setup/slidev-patches/chunks.ts'
import { QUIZ_ENTRY } from '../../setup/slidev-patches/quiz-entry.ts'
import { Stop } from '../../scripts/support/task.ts'

/** What the list calls something. @throws Stop if it has nothing of that name */
function keyOf(manifest: Manifest, what: string, end: RegExp): string {
  const key = Object.keys(manifest).find(each => end.test(each))
  if (key === undefined)
    throw new Stop(`Vite's manifest has no ${what}: setup/slidev-patches/chunks.ts does not know its names any more.`)
  return key
}

/** The files behind names of the list, with all that they import. */
function gather(manifest: Manifest, keys: readonly string[], known: Set<string> = new Set()): Set<string> {
  for (const key of keys) {
    const chunk = manifest[key]
    if (chunk && !known.has(chunk.file)) {
      known.add(chunk.file)
      gather(manifest, chunk.imports ?? [], known)
    }
  }
  return known
}

/**
 * Which files the deck asks for to show a slide, from Vite's list of what imports what.
 *
 * @param manifest Vite's manifest
 * @param no the slide, from 1
 * @returns files below the build's folder, those of the deck's entry left out
 * @throws Stop if the list has no such slide
 */
export function modulesOf(manifest: Manifest, no: number): readonly string[] {
  const always = gather(manifest, [keyOf(manifest, 'entry', /^index\.html$/)])
  const shown = gather(manifest, [keyOf(manifest, 'stage', STAGE), keyOf(manifest, `slide ${no}`, slideChunk(no))])
  return [...shown].filter(file => !always.has(file))
}

/**
 * Which files the quiz is made of on the page to be read.
 *
 * @param manifest Vite's manifest
 * @returns files below the build's folder, the one that starts it first
 * @throws Stop if the list has none, or if the deck itself would come with it, and start there
 */
export function quizModules(manifest: Manifest): readonly [entry: string, ...modules: string[]] {
  const stage = manifest[keyOf(manifest, 'stage', STAGE)]?.file ?? ''
  const [entry, ...modules] = gather(manifest, [keyOf(manifest, 'quiz', new RegExp(`^${RegExp.escape(QUIZ_ENTRY)}$`))])
  if (!entry || modules.includes(stage))
    throw new Stop('The quiz brings the whole deck to the page to be read: see setup/slidev-patches/skip-context-injection.ts and setup/slidev-patches/chunks.ts.')
  return [entry, ...modules]
}
