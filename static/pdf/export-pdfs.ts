import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Slot } from '../../deck/programmes.ts'
import { launchBrowser } from '../../scripts/browser/launch.ts'
import { servePreview } from '../../scripts/serve/static-server.ts'
import { NAME, ROOT } from '../../scripts/support/project.ts'
import { Stop } from '../../scripts/support/task.ts'
import { checkWhole, inspect } from './check.ts'
import { finish } from './metadata.ts'
import { destinations } from './outline.ts'
import { imprintLine, type MadePaper, type Paper, papers } from './papers.ts'
import { DOWNLOAD_PAGE, downloadPage } from './download-page.ts'
import { print } from './print.ts'
import { replaceAll } from './replace-files.ts'
import { readTalk } from './read-talk.ts'

export interface ExportOptions {
  readonly dir: string
  /** Folder for the PDFs; older ones stay if anything fails. */
  readonly out: string
  readonly scheme?: 'light' | 'dark'
  /** The slot that the talk is cut for, as the deck was built; without it the talk is whole. */
  readonly slot?: Slot | undefined
  /** The day to print on each page. */
  readonly made?: Date
  /** By default all. */
  readonly wanted?: readonly Paper[]
  /** How long to wait for the slides, in milliseconds. */
  readonly limit?: number
}

/** The name of a paper's file. */
export function paperFile({ name }: Pick<Paper, 'name'>, scheme: 'light' | 'dark' = 'light'): string {
  return `${NAME}-${name}${scheme === 'dark' ? '-dark' : ''}.pdf`
}

function version(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  return version
}

/** Prints a built deck into its PDFs, and reads each again. @throws Stop naming the page, if one is missing, broken or blank; then no file is replaced */
export async function exportPapers({ dir, out, scheme = 'light', made = new Date(), wanted = papers, limit, slot }: ExportOptions): Promise<readonly MadePaper[]> {
  const talk = await readTalk(slot)
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(made)
  const imprint = { title: talk.title, version: version(), date }
  const browser = await launchBrowser()
  const preview = await servePreview({ dir })
  try {
    const files = await Promise.all(wanted.map(async (paper) => {
      const { pdf, head, drawings } = await print(browser, paper, { url: preview.url, scheme, talk, imprint, ...(limit && { limit }) }).catch((error: unknown) => {
        throw error instanceof Stop ? error : new Stop(`The ${paper.kind} could not be printed: ${error instanceof Error ? error.message : error}`)
      })
      const contents = await finish(pdf, { paper, talk, imprint, head, made })
      const found = await inspect(contents)
      const destinationPages = await destinations(contents)
      const shown = paper.shown(talk.sections).map((each, index) =>
        ({ ...each, page: paper.paged ? index : destinationPages.get(each.id)?.page ?? -1, drawings: drawings[each.id] ?? 0 }))
      checkWhole(found, { kind: paper.kind, paged: paper.paged, shown, limit: paper.limit, imprint: imprintLine(paper, imprint) })
      return { file: join(out, paperFile(paper, scheme)), contents, about: paper.about, pages: found.pages.length, size: found.size }
    }))
    // Dark ones are for whoever asks for them.
    const page = scheme === 'light' ? [{ file: join(out, DOWNLOAD_PAGE), contents: new TextEncoder().encode(downloadPage(talk.title, files)) }] : []
    replaceAll([...files, ...page])
    return files.map(({ file, about, pages, size }) => ({ file, about, pages, size }))
  }
  finally {
    await Promise.all([browser.close(), preview.close()])
  }
}
