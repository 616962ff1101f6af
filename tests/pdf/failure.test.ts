import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exportPapers, paperFile } from '../../scripts/paper/export-papers.ts'
import { papers } from '../../scripts/paper/papers.ts'
import { readTalk } from '../../scripts/paper/talk.ts'

const talk = await readTalk()
const wanted = papers.filter(({ name }) => name === 'slides')
const ids = wanted.flatMap(paper => paper.ids(talk.sections))
let folder = ''
let dir = ''
let out = ''

/** A built deck whose pages show a slide for each id, as far as it has words for it. */
function build(words: (id: string) => string | undefined): void {
  const sheets = ids.flatMap((id) => {
    const html = words(id)
    return html === undefined ? [] : [`<section id="${id}" data-page style="break-before: page"><div class="slidev-layout">${html}</div></section>`]
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

test.each([
  ['is missing', (id: string) => id === 'etcd' ? undefined : `<h1>${id}</h1>`, /lack etcd/],
  ['has a picture that failed', (id: string) => `<h1>${id}</h1>${id === 'etcd' ? '<p class="failure">sorry</p>' : ''}`, /failed of .*etcd/],
  ['is blank', (id: string) => id === 'etcd' ? '' : `<h1>${id}</h1>`, /blank on page \d+ \("etcd"\)/],
])('where a slide %s, the export names it and leaves all files as they were', async (_, words, message) => {
  build(words)
  await expect(exportPapers({ dir, out, wanted, limit: 1500 })).rejects.toThrow(message)
  expect(readdirSync(out).sort()).toEqual(wanted.map(paper => paperFile(paper)).sort())
  expect(wanted.map(paper => readFileSync(join(out, paperFile(paper)), 'utf8'))).toEqual(wanted.map(() => 'the one before'))
})
