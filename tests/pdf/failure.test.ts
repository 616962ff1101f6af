import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exportPapers, paperFile } from '../../static/pdf/export-pdfs.ts'
import { papers } from '../../static/pdf/papers.ts'
import { readTalk } from '../../static/pdf/read-talk.ts'

const talk = await readTalk()
const wanted = papers.filter(({ name }) => name === 'slides')
const shown = wanted.flatMap(paper => paper.shown(talk.sections))
let folder = ''
let dir = ''
let out = ''

/** A built deck whose pages show a slide for each id, as far as it has words for it. */
function build(words: (id: string) => string | undefined): void {
  const sheets = shown.flatMap(({ id, words: [title, ...captions] }) => {
    const html = words(id)
    return html === undefined ? [] : [`<section id="${id}" data-page style="break-before: page"><div class="slidev-layout">${html && `<h1>${title}</h1>${captions.join('')}${html}`}</div></section>`]
  })
  const page = `<!doctype html><html lang="en"><script src="/assets/none.js"></script><main class="paper">${sheets.join('')}</main></html>`
  for (const name of ['index.html', '404.html'])
    writeFileSync(join(dir, name), page)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-test-'))
  dir = join(folder, 'dist')
  out = join(folder, 'out')
  mkdirSync(dir)
  mkdirSync(out)
  for (const paper of wanted)
    writeFileSync(join(out, paperFile(paper)), 'the one before')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const there = '<p>So it is.</p>'
const page = `page ${shown.findIndex(({ id }) => id === 'etcd') + 1} \\("etcd@\\w+"\\)`

test.each([
  ['is missing', undefined, `lack ${page}, which did not show`],
  ['has a picture that failed', '<p class="failure">sorry</p>', `picture failed of ${page}`],
  ['is blank', '', `blank on ${page}`],
  ['has a drawing that is not printed', `${there}<svg role="img" aria-label="Never seen" style="display: none"><path d="M0 0h9v9z"/></svg>`, `0 described figures and 0 without a description, for 1 drawings, on ${page}`],
  ['has a drawing that nobody described', `${there}<svg role="img" width="9" height="9"><path d="M0 0h9v9z"/></svg>`, `for 1 drawings, on ${page}`],
  ['takes two pages', `${there}<p style="break-before: page">More.</p>`, `${shown.length + 1} pages where ${shown.length} were to be printed: what should be page \\d+ \\("kubelet@\\w+"\\) is not`],
])('where a slide %s, the export names it and leaves all files as they were', async (_, html, message) => {
  build(id => id === 'etcd' ? html : there)
  await expect(exportPapers({ dir, out, wanted, limit: 1500 })).rejects.toThrow(new RegExp(message))
  expect(readdirSync(out).sort()).toEqual(wanted.map(paper => paperFile(paper)).sort())
  expect(wanted.map(paper => readFileSync(join(out, paperFile(paper)), 'utf8'))).toEqual(wanted.map(() => 'the one before'))
})
