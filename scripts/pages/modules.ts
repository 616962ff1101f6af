import type { Manifest } from 'vite'
import { slideChunk, STAGE } from '../../setup/insides/chunks.ts'
import { Stop } from '../task.ts'

/**
 * Which files the deck asks for to show a slide, from Vite's list of what imports what.
 *
 * @param manifest Vite's manifest
 * @param no the slide, from 1
 * @returns files below the build's folder, those of the deck's entry left out
 * @throws Stop if the list has no such slide
 */
export function modulesOf(manifest: Manifest, no: number): readonly string[] {
  const keyOf = (what: string, end: RegExp): string => {
    const key = Object.keys(manifest).find(each => end.test(each))
    if (key === undefined)
      throw new Stop(`Vite's manifest has no ${what}: setup/insides/chunks.ts does not know its names any more.`)
    return key
  }
  const gather = (keys: readonly string[], known: Set<string> = new Set()): Set<string> => {
    for (const key of keys) {
      const chunk = manifest[key]
      if (chunk && !known.has(chunk.file)) {
        known.add(chunk.file)
        gather(chunk.imports ?? [], known)
      }
    }
    return known
  }
  const always = gather([keyOf('entry', /^index\.html$/)])
  const shown = gather([keyOf('stage', STAGE), keyOf(`slide ${no}`, slideChunk(no))])
  return [...shown].filter(file => !always.has(file))
}
