import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDeck } from '../../static/build-deck.ts'
import { ENTRY, ROOT } from '../../scripts/support/project.ts'
import { plainSlidevArticle } from './article.ts'

/**
 * Builds the article's deck with Slidev as it comes, theme default, nothing of ours around it.
 *
 * @param out folder to fill, absolute
 * @throws Stop if Slidev fails
 */
export async function buildPlainSlidev(out: string): Promise<void> {
  // Not inside the project: Slidev would find the project's components, styles and settings.
  const dir = mkdtempSync(join(tmpdir(), 'stock-deck-'))
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'), 'junction')
    writeFileSync(join(dir, ENTRY), plainSlidevArticle())
    await buildDeck({ dir, out, base: '/' })
  }
  finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
