import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, rgb, StandardFonts } from 'pdf-lib'
import { expect, test } from 'vitest'
import { exportPapers, paperFile } from '../../static/pdf/export-pdfs.ts'
import { papers } from '../../static/pdf/papers.ts'
import { made } from '../support/require-artifact.ts'
import { type Look, looksOf } from '../support/pixels.ts'

/** A line of text takes more. */
const LEAST_INK = 0.001

/** Pages on which more than a stray pixel is seen by its colour alone. */
const lostInGrey = (looks: readonly Look[]): string[] => looks.flatMap(({ lost }, index) => lost > LEAST_INK ? [`page ${index + 1}: ${lost}`] : [])

test('no page of any paper is blank to the eye, or says anything by colour alone', async () => {
  const looks = await looksOf(papers.map(paper => join(made('DECK_PAPERS'), paperFile(paper))))
  expect(looks.map(pages => pages.length > 20)).toEqual(papers.map(() => true))
  expect(looks.flatMap((pages, i) => pages.flatMap(({ ink }, index) => ink < LEAST_INK ? [`${papers[i]?.name}, page ${index + 1}: ${ink}`] : []))).toEqual([])
  expect(looks.flat().filter(({ ground }) => ground < 0.95)).toEqual([])
  expect(looks.map(lostInGrey)).toEqual(papers.map(() => []))
})

test('dark pages are dark to their edges, and legible', async () => {
  const out = mkdtempSync(join(tmpdir(), 'dark-test-'))
  try {
    const [paper] = await exportPapers({ dir: made('DECK_DIST'), out, scheme: 'dark', wanted: papers.filter(({ name }) => name === 'slides') })
    const [looks = []] = await looksOf([paper?.file ?? ''])
    expect(looks.length).toBe(paper?.pages)
    expect(looks.filter(({ ink, ground }) => ground > 0.2 || ink < LEAST_INK)).toEqual([])
    expect(lostInGrey(looks)).toEqual([])
  }
  finally {
    rmSync(out, { recursive: true, force: true })
  }
})

test('a page with nothing but its number is seen to be blank, and what only a colour shows to be lost', async () => {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  document.addPage([735, 432]).drawText('page 1 of 2', { x: 640, y: 10, size: 8, font })
  // A red and a blue that are as dark as each other.
  const coloured = document.addPage([735, 432])
  coloured.drawRectangle({ x: 0, y: 0, width: 735, height: 432, color: rgb(0.9, 0.25, 0.2) })
  coloured.drawText('Lost', { x: 40, y: 300, size: 90, font, color: rgb(0.1, 0.42, 0.9) })
  document.addPage([735, 432]).drawText('A line of text', { x: 40, y: 300, size: 24, font })
  const folder = mkdtempSync(join(tmpdir(), 'pixels-test-'))
  try {
    writeFileSync(join(folder, 'poor.pdf'), await document.save())
    const [[blank, lost, written] = []] = await looksOf([join(folder, 'poor.pdf')])
    expect(blank).toEqual({ ink: 0, lost: 0, ground: 1 })
    expect(written?.ink).toBeGreaterThan(LEAST_INK)
    expect(lostInGrey([blank, lost, written].flatMap(look => look ?? []))).toHaveLength(1)
  }
  finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
