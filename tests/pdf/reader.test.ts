import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holds, type Paper, readPaper } from '../support/paper.ts'

const folder = mkdtempSync(join(tmpdir(), 'paper-test-'))
let paper: Paper

beforeAll(async () => {
  const document = await PDFDocument.create()
  document.addPage().drawText('Pods are replaced', { font: await document.embedFont(StandardFonts.Helvetica) })
  document.addPage()
  const file = join(folder, 'poor.pdf')
  writeFileSync(file, await document.save())
  paper = await readPaper(file)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a font that is only named is not taken for embedded', () => {
  expect(paper.fonts).toEqual([{ name: 'Helvetica', kind: 'Type1', embedded: false }])
})

test('a PDF without title, language and tags is seen to have none', () => {
  expect(paper).toMatchObject({ title: '', language: '', tagged: false })
  expect(paper.pages.map(({ roles }) => roles)).toEqual([[], []])
})

test('a blank page is seen to be one', () => {
  expect(paper.pages.map(({ text }) => text)).toEqual(['Pods are replaced', ''])
})

test.each([
  ['Pods are\nreplaced', true],
  ['replaced', true],
  ['Pods are moved', false],
])('%j is on the page: %s', (text, there) => {
  expect(paper.pages.slice(0, 1).map(page => holds(page, text))).toEqual([there])
})
