import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { expect, test } from 'vitest'
import { paperFile } from '../../scripts/paper/export-papers.ts'
import { papers } from '../../scripts/paper/papers.ts'
import { made } from '../support/made.ts'
import { inkOf } from '../support/pixels.ts'

/** A line of text takes more. */
const LEAST_INK = 0.001

test('no page of any paper is blank to the eye', async () => {
  const shares = await inkOf(papers.map(paper => join(made('DECK_PAPERS'), paperFile(paper))))
  expect(shares.map(pages => pages.length > 20)).toEqual(papers.map(() => true))
  expect(shares.flatMap((pages, place) => pages.flatMap((share, index) => share < LEAST_INK ? [`${papers[place]?.name}, page ${index + 1}: ${share}`] : []))).toEqual([])
})

test('a page with nothing but its number is seen to be blank', async () => {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  document.addPage([735, 432]).drawText('page 1 of 2', { x: 640, y: 10, size: 8, font })
  document.addPage([735, 432]).drawText('A line of text', { x: 40, y: 300, size: 24, font })
  const folder = mkdtempSync(join(tmpdir(), 'pixels-test-'))
  try {
    writeFileSync(join(folder, 'poor.pdf'), await document.save())
    const [[blank = 1, written = 0] = []] = await inkOf([join(folder, 'poor.pdf')])
    expect(blank).toBe(0)
    expect(written).toBeGreaterThan(LEAST_INK)
  }
  finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
