import type { Plugin } from 'vite'

const ID = 'virtual:deck-notes'
const MARK = '__DECK_NOTES__'
const FRONTMATTER = /__slidev_(\d+)\.frontmatter$/
const NOTE = /"noteHTML":("(?:[^"\\]|\\.)*")/

/**
 * Takes the notes out of what the deck loads first, into a module of their own.
 *
 * Leans on: Slidev writes each slide's note as `"noteHTML":"…"` into a module named after the slide's number. In
 * development notes stay where they are.
 */
export function separateNotes(): Plugin {
  const notes: string[] = []
  let building = false
  return {
    name: 'deck-notes-apart',
    configResolved({ command }) {
      building = command === 'build'
    },
    resolveId: id => id === ID ? `\0${ID}` : undefined,
    load: id => id === `\0${ID}` ? `export default ${building ? `JSON.parse("${MARK}")` : '[]'}` : undefined,
    transform(code, id) {
      const no = building && FRONTMATTER.exec(id)?.[1]
      const note = no && NOTE.exec(code)
      if (!note)
        return undefined
      notes[Number(no) - 1] = String(JSON.parse(note[1] ?? '""'))
      return { code: code.replace(note[0], '"noteHTML":""'), map: null }
    },
    buildEnd(error) {
      if (building && !error && notes.length === 0)
        this.error('Slidev keeps its notes in another way than it did: see setup/slidev-patches/separate-notes.ts.')
    },
    // All slides have been read by now.
    renderChunk: code => code.includes(MARK) ? { code: code.replace(new RegExp(`(["'\`])${MARK}\\1`), () => JSON.stringify(JSON.stringify(notes))), map: null } : null,
  }
}
