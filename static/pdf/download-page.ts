import { basename } from 'node:path'
import { policyFor } from '../hosting/policy.ts'
import { escapeHtml } from '../pages/html.ts'
import type { MadePaper } from './papers.ts'

/** The file of the page, beside the PDFs. */
export const DOWNLOAD_PAGE = 'papers.html'

/**
 * A page for the hosted deck that offers its PDFs. It asks for nothing but itself. Every build has one, so that a link to
 * it is alive; that it offers nothing yet, it says.
 *
 * @param title of the deck
 * @param made the PDFs, which lie beside the page; none where none were made of this build
 */
export function downloadPage(title: string, made: readonly MadePaper[]): string {
  const items = made.map(({ file, about, pages, size }) =>
    `<li><a href="${escapeHtml(basename(file))}">${escapeHtml(about)}</a><br>${pages} pages, ${megabytes(size)}, PDF</li>`)
  const list = `<ul>\n${items.join('\n')}\n</ul>`
  const none = '<p>No PDF has been made of this version of the deck: whoever hosts it makes them with <code>npm run export</code>. Until then there is the talk as a page, which can be printed.</p>'
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} on paper</title>
<meta name="description" content="The talk as PDF: its slides, its steps, and a handout to read.">
<style>
:root { color-scheme: light dark }
body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1.125rem/1.5 Inter, system-ui, sans-serif }
li { margin-bottom: 1rem }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)} on paper</h1>
${made.length > 0 ? list : none}
<p><a href="./">The deck</a> · <a href="read.html">The talk as a page</a></p>
</main>
</body>
</html>
`
  return html.replace('<meta charset="utf-8">', `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policyFor(html)}">`)
}

/** A size as people read it. @param size in bytes */
export function megabytes(size: number): string {
  return `${(size / 1024 / 1024).toFixed(1)} MB`
}
