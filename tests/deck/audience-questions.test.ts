import { describe, expect, test } from 'vitest'
import { audienceQuestions } from '../../deck/audience-questions.ts'
import { talk } from '../../deck/slides.ts'

const asked = Object.entries(audienceQuestions).flatMap(([slide, byClick]) => Object.entries(byClick).map(([click, question]) => ({ slide, step: talk.get(slide)?.[Number(click)], question })))
const rightOf = new Map(asked.map(({ question: { id, guesses } }) => [id, guesses.filter(({ right }) => right).map(({ label }) => label)]))

describe('what the audience is asked', () => {
  test('are seven questions, each with one right guess', () => {
    expect([...rightOf].map(([id, right]) => [id, right.length])).toEqual(['promise', 'wrong-arrow', 'without-scheduler', 'without-controllers', 'without-etcd', 'without-node', 'without-api-server'].map(id => [id, 1]))
  })

  test('is asked in words at its step and by who speaks', () => {
    expect(asked.filter(({ question }) => !question.words.endsWith('?'))).toEqual([])
    expect(asked.filter(({ step }) => !step?.narration.includes('?'))).toEqual([])
  })

  test('has guesses that can be told apart, two at least', () => {
    for (const { question: { guesses } } of asked) {
      expect(guesses.length).toBeGreaterThan(1)
      expect(new Set(guesses.map(({ label }) => label)).size).toBe(guesses.length)
      expect(new Set(guesses.map(({ id }) => id)).size).toBe(guesses.length)
    }
  })

  test('of the article’s seven arrows the last is the wrong one: no kubelet answers kubectl', () => {
    const arrows = asked.find(({ question }) => question.id === 'wrong-arrow')?.question.guesses ?? []
    expect(arrows.map(({ label }) => label)).toEqual(['1 to 2', '2 to 3', '3 to 4', '4 to 5', '5 to 6', '6 to 7', '7 to 8'])
    expect(rightOf.get('wrong-arrow')).toEqual(['7 to 8'])
  })
})
