import { basename } from 'node:path'
import { escapeHtml } from '../pages/html.ts'
import type { MadePaper } from './export-papers.ts'

/** The file of the page, beside the PDFs. */
export const OFFER = 'papers.html'

/**
 * A page for the hosted deck that offers its PDFs. It asks for nothing but itself.
 *
 * @param title of the deck
 * @param made the PDFs, which lie beside the page
 */
export function offer(title: string, made: readonly MadePaper[]): string {
  const items = made.map(({ file, about, pages, size }) =>
    `<li><a href="${escapeHtml(basename(file))}">${escapeHtml(about)}</a><br>${pages} pages, ${megabytes(size)}, PDF</li>`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} on paper</title>
<style>
:root { color-scheme: light dark }
body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1.125rem/1.5 Inter, system-ui, sans-serif }
li { margin-bottom: 1rem }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)} on paper</h1>
<ul>
${items.join('\n')}
</ul>
<p><a href="./">The deck</a></p>
</main>
</body>
</html>
`
}

/** A size as people read it. @param size in bytes */
export function megabytes(size: number): string {
  return `${(size / 1024 / 1024).toFixed(1)} MB`
}
