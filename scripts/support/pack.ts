import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import JSZip from 'jszip'
import { ROOT } from './project.ts'

export interface PackOptions {
  /** A deck that was built for any folder. */
  readonly deck: string
  /** Files to lie beside it: PDFs, what is said. */
  readonly papers: readonly string[]
  /** The folder to fill, absolute; what is in it is replaced. */
  readonly out: string
}

const STARTERS = join(ROOT, 'scripts/pack')

const PROGRAM = /\.command$/

/**
 * Makes a folder that shows the deck without installing anything, and a zip archive of it beside.
 * @returns the archive's path
 */
export async function packDeck({ deck, papers, out }: PackOptions): Promise<string> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(join(out, 'papers'), { recursive: true })
  cpSync(deck, join(out, 'deck'), { recursive: true })
  cpSync(STARTERS, out, { recursive: true })
  // Windows reads its own line ends alone in a program of its shell.
  const forWindows = join(out, 'start.bat')
  writeFileSync(forWindows, readFileSync(forWindows, 'utf8').replaceAll(/\r?\n/g, '\r\n'))
  for (const paper of papers)
    cpSync(paper, join(out, 'papers', basename(paper)))

  const archive = new JSZip()
  for (const entry of readdirSync(out, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(out, entry)
    if (statSync(path).isFile())
      archive.file(`${basename(out)}/${relative(out, path).replaceAll('\\', '/')}`, readFileSync(path), { unixPermissions: PROGRAM.test(path) ? 0o755 : 0o644 })
  }
  const file = `${out}.zip`
  writeFileSync(file, await archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', platform: 'UNIX' }))
  return file
}
