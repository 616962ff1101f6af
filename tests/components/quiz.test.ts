import { nextTick } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import CheckYourself from '../../slides/check-yourself/Picture.vue'
import { lastScore } from '../../slides/check-yourself/score.ts'
import { bySection } from '../../slides/check-yourself/by-section.ts'
import { questions, shuffledQuestions } from '../../slides/check-yourself/quiz.ts'
import { quizSteps, stageQuestion } from '../../slides/check-yourself/steps.ts'
import { host, type Hosted } from './host.ts'

let hosted: Hosted
let seed = 0

beforeEach(async () => {
  localStorage.clear()
  seed = 0
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    (array as Uint32Array)[0] = ++seed
    return array
  })
  hosted = await host(CheckYourself)
})
afterEach(() => {
  hosted.unmount()
  vi.restoreAllMocks()
})

const find = <T extends Element = HTMLElement>(selector: string): T | null => hosted.element.querySelector<T>(selector)
const all = (selector: string): HTMLElement[] => [...hosted.element.querySelectorAll<HTMLElement>(selector)]
const text = (selector: string): string => find(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''

async function press(name: string): Promise<void> {
  const button = all('button').find(each => each.textContent?.trim() === name)
  if (!button)
    throw new Error(`There is no button “${name}”, only ${all('button').map(each => each.textContent).join()}.`)
  button.click()
  await nextTick()
  await nextTick()
}

/** The question that is asked. */
function asked() {
  const question = questions.find(({ prompt }) => prompt === text('legend'))
  if (!question)
    throw new Error(`The quiz does not ask “${text('legend')}”.`)
  return question
}

async function choose(answer: string): Promise<void> {
  const label = all('label').find(each => each.textContent?.trim() === answer)
  label?.querySelector('input')?.click()
  await nextTick()
}

/** Answers all questions, each as `how` says. */
async function answerAll(how: (question: (typeof questions)[number]) => string): Promise<void> {
  await press('Start')
  for (let number = 1; number <= questions.length; number++) {
    await choose(how(asked()))
    await press('Check')
    await press(number < questions.length ? 'Next question' : 'Your score')
  }
}

describe('for the audience', () => {
  it('shows each question, and at the next click which answer is right', async () => {
    for (const [click, { id }] of quizSteps.entries()) {
      await hosted.click(click)
      const stage = stageQuestion(id)
      expect(text('.asks')).toBe(stage?.question.prompt ?? '')
      expect(all('.answer.right').map(each => each.textContent?.trim())).toEqual(stage?.isAnswered ? [stage.question.right] : [])
      expect(all('svg[aria-label="right"]')).toHaveLength(stage?.isAnswered ? 1 : 0)
      expect(all('input')).toEqual([])
    }
  })
})

describe('for the reader', () => {
  beforeEach(() => hosted.click(quizSteps.length - 1))

  it('asks with radio buttons of one group, under a legend, and none chosen', async () => {
    await press('Start')
    const inputs = all('fieldset input') as HTMLInputElement[]
    expect(inputs).toHaveLength(1 + asked().wrong.filter(Boolean).length)
    expect(inputs.map(({ type, checked, required }) => [type, checked, required])).toEqual(inputs.map(() => ['radio', false, true]))
    expect(new Set(inputs.map(({ name }) => name)).size).toBe(1)
    expect(inputs.every(input => input.closest('label')?.textContent?.trim())).toBe(true)
    expect(document.activeElement).toBe(inputs[0])
  })

  it('does nothing where nothing is chosen', async () => {
    await press('Start')
    find<HTMLFormElement>('form')?.dispatchEvent(new Event('submit'))
    await nextTick()
    expect(text('[aria-live]')).toBe('')
    expect(text('.where')).toBe(`Question 1 of ${questions.length}`)
  })

  it('says what is right, and why, in the live region that was empty, and goes on from the button', async () => {
    await press('Start')
    const question = asked()
    const region = find('[aria-live="polite"]')
    expect(region?.textContent?.trim()).toBe('')
    await choose(question.wrong[0])
    await press('Check')
    expect(find('[aria-live="polite"]')).toBe(region)
    expect(text('[aria-live]')).toBe(`Not so. ${question.right}. ${question.why}`)
    expect(text('.answer.right')).toBe(question.right)
    expect(text('.answer.wrong')).toBe(question.wrong[0])
    expect(find('.links a')?.getAttribute('href')).toBe(`${question.answeredAt.slide}?step=${question.answeredAt.step}`)
    expect(find<HTMLFieldSetElement>('fieldset')?.disabled).toBe(true)
    expect(document.activeElement?.textContent).toBe('Next question')
    await press('Next question')
    expect(asked()).not.toBe(question)
    expect(document.activeElement).toBe(find('input'))
  })

  it('counts all right, and says so', async () => {
    await answerAll(({ right }) => right)
    expect(text('.score')).toBe(`${questions.length} of ${questions.length}`)
    expect(text('.end')).toContain('Nothing missed.')
    expect(lastScore.read()).toEqual({ right: questions.length, of: questions.length })
  })

  it('leads back to each section that something was missed of, in the order of the talk', async () => {
    await answerAll(({ wrong }) => wrong[0])
    expect(text('.score')).toBe(`0 of ${questions.length}`)
    expect(all('.end li a').map(link => link.textContent)).toEqual(bySection(questions).map(({ section }) => section))
    const [first] = questions
    expect(find('.end li a')?.getAttribute('href')).toBe(`${first?.answeredAt.slide}?step=${first?.answeredAt.step}`)
  })

  it('asks in an order of its own each time', async () => {
    await answerAll(({ right }) => right)
    const first = shuffledQuestions(1)[0]?.prompt
    await press('Once more')
    expect(text('legend')).toBe(shuffledQuestions(2)[0]?.prompt)
    expect(text('legend')).not.toBe(first)
  })
})

describe('the score', () => {
  const last = (): Promise<void> => hosted.click(quizSteps.length - 1)

  it('is shown at the next visit', async () => {
    await last()
    await answerAll(({ right }) => right)
    hosted.unmount()
    hosted = await host(CheckYourself)
    await last()
    await nextTick()
    expect(text('.end')).toContain(`Last time: ${questions.length} of ${questions.length}.`)
  })

  it.each(['no JSON', '7', 'null', '[]', '{}', '{"right":3}', '{"right":"3","of":4}', '{"right":5,"of":4}', '{"right":-1,"of":4}', '{"right":0,"of":0}', '{"right":1.5,"of":4}'])('is not taken from what somebody else keeps under its name: %s', async (foreign) => {
    localStorage.setItem(`${import.meta.env.BASE_URL} quiz`, foreign)
    expect(lastScore.read()).toBeUndefined()
    await last()
    await nextTick()
    expect(text('.end')).toContain(`${questions.length} questions`)
    expect(text('.end')).not.toContain('Last time')
  })

  it('is not kept where storage is full', async () => {
    const setItem = vi.fn(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    vi.spyOn(globalThis, 'localStorage', 'get').mockReturnValue({ ...localStorage, getItem: () => null, setItem })
    await last()
    await answerAll(({ right }) => right)
    expect(text('.score')).toBe(`${questions.length} of ${questions.length}`)
    expect(setItem).toHaveBeenCalledOnce()
    expect(() => lastScore.write({ right: 1, of: 2 })).not.toThrow()
  })

  it('is not kept where storage is blocked', async () => {
    const blocked = vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError')
    })
    await last()
    await answerAll(({ right }) => right)
    expect(text('.score')).toBe(`${questions.length} of ${questions.length}`)
    expect(lastScore.read()).toBeUndefined()
    expect(blocked).toHaveBeenCalled()
    expect(() => lastScore.write({ right: 1, of: 2 })).not.toThrow()
  })
})
