import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { exercises } from '../../kit/exercises.ts'
import { exportExercises } from '../../static/pdf/exercises.ts'
import { withoutSpaces } from '../../static/pdf/check.ts'
import { readPaper } from '../support/paper.ts'

const folder = mkdtempSync(join(tmpdir(), 'exercises-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { file, pages } = await exportExercises(folder)
const paper = await readPaper(file)
const text = withoutSpaces(paper.pages.map(page => page.text).join(' '))

test('the exercises fill some pages of A4', () => {
  expect(paper.pages).toHaveLength(pages)
  expect(pages).toBeGreaterThan(2)
  expect(paper.pages.filter(({ size: [width, height] }) => Math.abs(width - 210 / 25.4 * 72) > 1 || Math.abs(height - 297 / 25.4 * 72) > 1)).toEqual([])
})

test('each is there with its commands, and its answer comes after all tasks, on a page of its own', () => {
  const answersFrom = paper.pages.findIndex(page => withoutSpaces(page.text).includes(withoutSpaces(exercises[0]?.answer ?? '')))
  expect(answersFrom).toBeGreaterThan(0)
  const tasks = withoutSpaces(paper.pages.slice(0, answersFrom).map(page => page.text).join(' '))
  for (const { title, playground, commands, asks, answer } of exercises) {
    for (const words of [title, playground, asks, ...commands.map(({ line }) => line)])
      expect(tasks).toContain(withoutSpaces(words))
    expect(tasks).not.toContain(withoutSpaces(answer))
    expect(text).toContain(withoutSpaces(answer))
  }
})

test('they are set in the fonts of the deck alone', () => {
  expect(paper.fonts.filter(({ name }) => !/Inter|JetBrains/.test(name))).toEqual([])
})

test('they can be read aloud: headings, paragraphs and code in order', () => {
  const roles = paper.pages.flatMap(page => page.roles)
  expect(roles.filter(role => role === 'H1')).toHaveLength(2)
  expect(roles.filter(role => role === 'H2')).toHaveLength(2 * exercises.length)
})
