import { describe, expect, it } from 'vitest'
import { clickOf, loadDeeperOutline } from '../../../deck/navigation.ts'
import type { Question } from '../../../slides/check-yourself/question.ts'
import { bySection } from '../../../slides/check-yourself/by-section.ts'
import { answersOf, deeperQuestions, questionOf, questions, shuffledQuestions } from '../../../slides/check-yourself/quiz.ts'
import { quizSteps, stageQuestion } from '../../../slides/check-yourself/steps.ts'
import { sectionSlides as sections } from '../../../slides/section-slides.ts'
import { sectionOf } from '../../../slides/sections.ts'
import { sources } from '../../../talk/add-more-sources.ts'
import { captionText } from '../../../talk/step.ts'
import { talk } from '../../../deck/slides.ts'

/** Sections that tell nothing a question could be about. */
const silent: readonly string[] = ['The way ahead', 'Your turn', 'References', 'Deeper']

/** Those of the talk, and those on the slides beside it. */
const all = [...questions, ...deeperQuestions]

const wrongOf = ({ wrong }: Question): string[] => wrong.flatMap(text => text ?? [])
const words = (text: string): number => text.split(' ').length

await loadDeeperOutline()

describe('the quiz', () => {
  it('asks about every section of the talk', () => {
    expect(questions.length).toBeGreaterThanOrEqual(12)
    const asked = new Set(questions.map(({ answeredAt }) => sectionOf(answeredAt.slide)?.name))
    expect(sections.map(({ name }) => name).filter(name => !asked.has(name))).toEqual(silent)
  })

  it('asks about every part of the cluster', () => {
    const slides = sections.flatMap(({ name, slides: inSection }) => name === 'Control plane' || name === 'Worker node' ? inSection : [])
    expect(slides.filter(slide => !questions.some(({ answeredAt }) => answeredAt.slide === slide))).toEqual([])
  })

  it('follows the talk', () => {
    const order = [...talk.keys()]
    const indices = questions.map(({ answeredAt }) => order.indexOf(answeredAt.slide))
    expect(indices).toEqual(indices.toSorted((one, other) => one - other))
  })

  it('has each question once', () => {
    for (const texts of [all.map(({ id }) => id), all.map(({ prompt }) => prompt), all.map(({ why }) => why)])
      expect(new Set(texts).size).toBe(all.length)
  })

  it('does not give the right answers away by their length', () => {
    const share = (isSo: (question: Question) => boolean): number => all.filter(isSo).length / all.length
    expect(share(question => wrongOf(question).every(text => text.length < question.right.length))).toBeLessThan(0.4)
    expect(share(question => wrongOf(question).every(text => text.length > question.right.length))).toBeLessThan(0.4)
  })

  it('on paper the right answers are spread over all positions', () => {
    const indices = all.map(question => answersOf(question).findIndex(({ right }) => right))
    for (const index of [0, 1, 2, 3]) {
      const share = indices.filter(each => each === index).length / indices.length
      expect(share, `place ${index}`).toBeGreaterThan(0.15)
      expect(share, `place ${index}`).toBeLessThan(0.35)
    }
  })
})

describe.each(all.map(question => [question.id, question] as const))('%s', (id, question) => {
  it('asks something, with three or four different answers of a line each', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(question.prompt).toMatch(/\?$/)
    expect(words(question.prompt)).toBeLessThanOrEqual(16)
    const answers = [question.right, ...wrongOf(question)]
    expect([3, 4]).toContain(answers.length)
    expect(new Set(answers.map(text => text.toLowerCase())).size).toBe(answers.length)
    for (const answer of answers) {
      expect(answer.length, answer).toBeLessThanOrEqual(42)
      expect(answer).not.toMatch(/[.?!]$/)
    }
  })

  it('has one right answer, whatever the order', () => {
    for (const seed of [0, 1, 2, 3]) {
      const answers = answersOf(question, seed)
      expect(answers.filter(({ right }) => right).map(({ text }) => text)).toEqual([question.right])
      expect(answers.map(({ text }) => text).toSorted()).toEqual([question.right, ...wrongOf(question)].toSorted())
    }
  })

  it('says why in one or two sentences, on a registered source', () => {
    expect(question.why).toMatch(/^\S.*\.$/)
    expect(question.why.match(/[.?!](?= |$)/g)?.length).toBeLessThanOrEqual(2)
    expect(words(question.why)).toBeLessThanOrEqual(30)
    expect(sources.has(question.source)).toBe(true)
  })

  it('the step that answers it exists', () => {
    expect(clickOf(question.answeredAt.slide, question.answeredAt.step), `${question.answeredAt.slide}@${question.answeredAt.step}`).toBeDefined()
  })
})

describe('an order', () => {
  const orders = Array.from({ length: 40 }, (_, seed) => shuffledQuestions(seed).map(({ id }) => id))

  it('has every question once', () => {
    for (const order of orders)
      expect(order.toSorted()).toEqual(questions.map(({ id }) => id).toSorted())
  })

  it('is the same for the same seed, and another for another', () => {
    expect(shuffledQuestions(7)).toEqual(shuffledQuestions(7))
    expect(new Set(orders.map(order => order.join())).size).toBe(orders.length)
  })

  it('the seed puts each answer at every position', () => {
    const question = questionOf('dials-etcd')
    const indices = orders.map((_, seed) => answersOf(question, seed).findIndex(({ right }) => right))
    expect(new Set(indices)).toEqual(new Set([0, 1, 2, 3]))
  })
})

describe('the slide', () => {
  it('asks three of the questions, each with its answer a click later, and leaves the rest to the reader', () => {
    const shown = quizSteps.map(({ id }) => stageQuestion(id)).map(each => each && `${each.question.id} ${each.isAnswered}`)
    const asked = [...new Set(quizSteps.flatMap(({ id }) => stageQuestion(id)?.question.id ?? []))]
    expect(shown).toEqual([...asked.flatMap(id => [`${id} false`, `${id} true`]), undefined])
    expect(asked).toHaveLength(3)
  })

  it('the step with the answer shows the line of the talk that holds it, and the reason', () => {
    for (const { id, caption, narration } of quizSteps) {
      const stage = stageQuestion(id)
      if (!stage?.isAnswered)
        continue
      const { slide, step } = stage.question.answeredAt
      const answering = talk.get(slide)?.find(each => each.id === step)
      expect(captionText(caption)).toBe(answering && captionText(answering.caption))
      expect(narration).toContain(stage.question.why)
    }
  })
})

describe('an unknown question', () => {
  it('is refused', () => {
    expect(() => questionOf('no-such-question')).toThrow('no-such-question')
  })
})

describe('questions by section', () => {
  it('are all of them, in the order of the talk, without empty sections', () => {
    const groups = bySection(questions)
    expect(groups.flatMap(group => group.questions)).toEqual(questions)
    expect(groups.map(({ section }) => section)).toEqual(sections.map(({ name }) => name).filter(name => !silent.includes(name)))
    expect(bySection([questionOf('dials-etcd')]).map(({ section }) => section)).toEqual(['Kubernetes architecture'])
  })
})
