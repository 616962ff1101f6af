import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { clickOf, loadDeeperOutline } from '../../deck/navigation.ts'
import { type RecordedFact, recordedFacts } from '../../slides/as-recorded/facts.ts'
import { deeperQuestions } from '../../slides/check-yourself/quiz.ts'
import { originOf } from '../../slides/as-recorded/fact-words.ts'
import { recordingNames } from '../../slides/as-recorded/recording-names.ts'
import { measured } from './recorded-facts/measured.ts'
import type { Figures } from './recorded-facts/measures.ts'

/** All figures in a text, as they are written. */
const figuresIn = (text: string): readonly string[] => [...new Set(text.match(/\d+(?:\.\d+)?/g) ?? [])].sort()
const asText = (figures: Figures): readonly string[] => [...new Set(figures.map(String))].sort()

beforeAll(loadDeeperOutline)

describe('what a real cluster did', () => {
  it('is told at steps that exist, once each, in a few sentences', () => {
    expect(recordedFacts.length).toBeGreaterThanOrEqual(25)
    expect(new Set(recordedFacts.map(({ id }) => id)).size).toBe(recordedFacts.length)
    expect(recordedFacts.filter(({ at }) => clickOf(...at.split('@') as [string, string]) === undefined)).toEqual([])
    for (const { id, lead, rest, model } of recordedFacts) {
      expect([id, lead, rest]).toEqual([id, expect.stringMatching(/^\S.{5,60}\.$/), expect.stringMatching(/^[A-Z].{40,300}\.$/)])
      expect(model ?? 'None.').toMatch(/\.$/)
    }
  })

  it('names recordings that are laid down here, each used', () => {
    const used = new Set(recordedFacts.flatMap(({ recordings }) => recordings))
    expect([...used].sort()).toEqual(Object.keys(recordingNames).sort())
    for (const name of used)
      expect(() => readFileSync(new URL(`../recordings/${name === 'api' ? 'api/requests' : name === 'traffic' ? name : `cluster/${name}`}.json`, import.meta.url))).not.toThrow()
  })

  it('is measured, all of it', () => {
    expect(Object.keys(measured).sort()).toEqual(recordedFacts.map(({ id }) => id).sort())
  })

  it.each(recordedFacts.map(fact => [fact.id, fact] as const))('%s: every figure is that of the recordings, and of the model’s run', (id, { lead, rest, model }) => {
    const { real, model: ours } = measured[id]?.() ?? { real: [Number.NaN] }
    expect(figuresIn(`${lead} ${rest}`)).toEqual(asText(real))
    expect(model === undefined ? undefined : figuresIn(model)).toEqual(ours && asText(ours))
  })

  it('is as long in the quiz', () => {
    expect(figuresIn(deeperQuestions.find(({ id }) => id === 'pod-of-no-node')?.why ?? '')).toEqual(measured['pod-without-a-node']?.().real.slice(0, 1).map(String))
  })

  it('says of each where it is from, and what the model does of it', () => {
    const words = (id: string): string => originOf(recordedFacts.find(each => each.id === id) as RecordedFact)
    expect(words('ready-and-terminating')).toBe('Recorded: a worker cut off. The model of these slides: the same, for 0.2 s.')
    expect(words('own-pod-refused')).toBe('Recorded: kubectl create deployment, twelve times. The model of these slides has nothing of it.')
  })
})
