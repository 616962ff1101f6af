import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { expect, test } from 'vitest'
import { exportPapers, paperFile } from '../../scripts/paper/export-papers.ts'
import { papers } from '../../scripts/paper/papers.ts'
import { made } from '../support/made.ts'
import { looksOf } from '../support/pixels.ts'

/** A line of text takes more. */
const LEAST_INK = 0.001

test('no page of any paper is blank to the eye', async () => {
  const looks = await looksOf(papers.map(paper => join(made('DECK_PAPERS'), paperFile(paper))))
  expect(looks.map(pages => pages.length > 20)).toEqual(papers.map(() => true))
  expect(looks.flatMap((pages, place) => pages.flatMap(({ ink }, index) => ink < LEAST_INK ? [`${papers[place]?.name}, page ${index + 1}: ${ink}`] : []))).toEqual([])
  expect(looks.flat().filter(({ ground }) => ground < 0.95)).toEqual([])
})

test('dark pages are dark to their edges, and legible', async () => {
  const out = mkdtempSync(join(tmpdir(), 'dark-test-'))
  try {
    const [paper] = await exportPapers({ dir: made('DECK_DIST'), out, scheme: 'dark', wanted: papers.filter(({ name }) => name === 'slides') })
    const [looks = []] = await looksOf([paper?.file ?? ''])
    expect(looks.length).toBe(paper?.pages)
    expect(looks.filter(({ ink, ground }) => ground > 0.2 || ink < LEAST_INK)).toEqual([])
  }
  finally {
    rmSync(out, { recursive: true, force: true })
  }
})

test('a page with nothing but its number is seen to be blank', async () => {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  document.addPage([735, 432]).drawText('page 1 of 2', { x: 640, y: 10, size: 8, font })
  document.addPage([735, 432]).drawText('A line of text', { x: 40, y: 300, size: 24, font })
  const folder = mkdtempSync(join(tmpdir(), 'pixels-test-'))
  try {
    writeFileSync(join(folder, 'poor.pdf'), await document.save())
    const [[blank, written] = []] = await looksOf([join(folder, 'poor.pdf')])
    expect(blank).toEqual({ ink: 0, ground: 1 })
    expect(written?.ink).toBeGreaterThan(LEAST_INK)
  }
  finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
