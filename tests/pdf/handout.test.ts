import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { glossary } from '../../deck/glossary/glossary.ts'
import { appendices } from '../../deck/handout.ts'
import { cellWords, matrix, matrixHeads } from '../../slides/break-it/matrix.ts'
import { recordedFacts } from '../../slides/as-recorded/facts.ts'
import { recordingNames } from '../../slides/as-recorded/recording-names.ts'
import { answersOf, deeperQuestions, questions } from '../../slides/check-yourself/quiz.ts'
import { captionText, type Steps } from '../../talk/step.ts'
import { paperFile } from '../../static/pdf/export-pdfs.ts'
import { headingOf } from '../../deck/reading.ts'
import { readTalk } from '../../static/pdf/read-talk.ts'
import { made } from '../support/require-artifact.ts'
import { absentInOrder, holds, readPaper } from '../support/paper.ts'

const talk = await readTalk()
const slides = talk.sections.flatMap(({ slides }) => slides)

describe.each([
  { name: 'handout-a4', sheet: [210 / 25.4 * 72, 297 / 25.4 * 72] },
  { name: 'handout-letter', sheet: [8.5 * 72, 11 * 72] },
] as const)('the $name', async ({ name, sheet }) => {
  const paper = await readPaper(join(made('DECK_PAPERS'), paperFile({ name })))
  const spoken = paper.pages.map(page => page.spoken).join(' ')
  const outline = new Map(paper.outline.map(({ title, page }) => [title, page]))

  test('fits its sheet', () => {
    expect(paper.pages.filter(({ size }) => size.some((edge, index) => Math.abs(edge - (sheet[index] ?? 0)) > 1))).toEqual([])
  })

  test('has no page for a few last lines', () => {
    const begun = new Set(outline.values())
    const letters = paper.pages.map(({ text }, index) => ({ page: index + 1, letters: text.replace(/\s/g, '').length })).filter(({ page }) => !begun.has(page))
    expect(letters.length).toBeGreaterThan(0)
    expect(letters.filter(({ letters: some }) => some < 950)).toEqual([])
  })

  test.each(slides.filter(({ steps }) => steps))('tells $name: picture, captions and narration step by step, then the sources in print', ({ title, steps = [], sources }) => {
    const expected = steps.flatMap(({ caption, narration }) => [captionText(caption), narration])
    expect(absentInOrder(spoken, [title, 'Step by step', ...expected, 'Sources', ...sources.map(({ url }) => url.replace('https://', ''))])).toEqual([])
  })

  test('tells what is said where there are no steps', () => {
    expect(slides.filter(({ steps }) => !steps).flatMap(({ said }) => said).filter(words => !holds({ text: spoken }, words))).toEqual([])
  })

  test('keeps, of what the audience is asked, which guess was right', () => {
    const asked = slides.flatMap(({ steps = [] }) => (steps as Steps | []).flatMap(({ question }) => question ? [question] : []))
    expect(asked.length).toBeGreaterThan(6)
    const expected = asked.map(({ guesses }) => `Guesses: ${guesses.map(({ label, right }) => right ? `${label} (right)` : label).join(' / ')}`)
    expect(absentInOrder(spoken, expected)).toEqual([])
  })

  test('numbers the steps', () => {
    const lines = paper.pages.map(({ text }) => text).join(' ')
    for (const { steps = [] } of slides)
      expect(steps.flatMap(({ caption }, index) => holds({ text: lines }, `${index + 1}. ${captionText(caption)}`) ? [] : [captionText(caption)])).toEqual([])
  })

  test('has the page of each slide in its contents, and leads there', () => {
    const start = (outline.get('Contents') ?? 0) - 1
    const contents = paper.pages[start]
    const numbered = slides.map(slide => `${headingOf(slide)} ${outline.get(headingOf(slide))}`)
    expect(absentInOrder(contents?.spoken ?? '', [...numbered, ...appendices.map(({ title }) => `${title} ${outline.get(title)}`)])).toEqual([])
    expect(contents?.links.map(({ page }) => page)).toEqual([...slides.map(slide => outline.get(headingOf(slide))), ...appendices.map(({ title }) => outline.get(title))])
  })

  const from = (title: string): string => paper.pages.slice((outline.get(title) ?? paper.pages.length) - 1).map(page => page.spoken).join(' ')

  test('has a table of what breaks what', () => {
    const rows = matrix().flatMap(({ label, cells }) => [label, ...cells.map(({ cell }) => cellWords[cell])])
    expect(absentInOrder(from('What breaks what'), [...matrixHeads, ...rows])).toEqual([])
    const { roles = [] } = paper.pages[(outline.get('What breaks what') ?? 0) - 1] ?? {}
    expect(roles.filter(role => role === 'TH').length).toBe(1 + matrixHeads.length + matrix().length)
  })

  test('has what a real cluster did, with its recording, and leads there from the slide that it deepens', () => {
    const start = outline.get('What a real cluster did') ?? paper.pages.length
    const end = (outline.get('Glossary') ?? 0) - 1
    expect(absentInOrder(from('What a real cluster did'), recordedFacts.flatMap(({ lead, rest, recordings }) => [lead, rest, ...recordings.map(name => recordingNames[name])]))).toEqual([])
    const leaves = paper.pages.slice(0, start - 1)
    expect(absentInOrder(leaves.map(page => page.spoken).join(' '), recordedFacts.map(({ lead }) => `Recorded: ${lead}`))).toEqual([])
    const telling = leaves.filter(({ spoken }) => recordedFacts.some(({ lead }) => holds({ text: spoken }, `Recorded: ${lead}`)))
    expect(telling.length).toBeGreaterThan(9)
    expect(telling.filter(({ links }) => !links.some(({ page = 0 }) => page >= start && page <= end)).map(({ spoken }) => spoken)).toEqual([])
  })

  test('asks every question with its answers, and answers them all after the last', () => {
    const all = [...questions, ...deeperQuestions]
    const asked = all.flatMap(question => [question.prompt, ...answersOf(question).map(({ text }) => text)])
    expect(absentInOrder(from('Questions'), [...asked, 'Answers', ...all.flatMap(({ right, why }) => [right, why])])).toEqual([])
    const links = paper.pages.slice((outline.get('Answers') ?? 0) - 1).flatMap(({ links }) => links.flatMap(({ page }) => page ?? []))
    const pageOf = (name: string): number | undefined => outline.get(slides.filter(slide => slide.name === name).map(headingOf).join(''))
    expect(links).toEqual(all.map(({ answeredAt }) => pageOf(answeredAt.slide)))
  })

  test('explains every term, in the order of the alphabet', () => {
    expect(absentInOrder(from('Glossary'), glossary.flatMap(({ name, sentence }) => [name, sentence]))).toEqual([])
  })

  test('says whose work it is and what may be done with it', () => {
    expect(['Anubhav Gain', 'MIT licence', 'registered trademark of The Linux Foundation'].filter(text => !holds({ text: spoken }, text))).toEqual([])
  })
})
