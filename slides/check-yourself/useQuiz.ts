import { computed, shallowRef } from 'vue'
import type { Answer } from './question.ts'
import { answersOf, shuffledQuestions } from './quiz.ts'
import { lastScore } from './score.ts'

function draw(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}

/** A round of all questions: their order and that of their answers is drawn afresh each time. */
export function useQuiz() {
  const seed = shallowRef<number>()
  const current = shallowRef(0)
  const taken = shallowRef<readonly boolean[]>([])

  const order = computed(() => seed.value === undefined ? [] : shuffledQuestions(seed.value))
  /** The question to be answered; undefined before the round and after it. */
  const now = computed(() => {
    const question = order.value[current.value]
    return question && { question, answers: answersOf(question, seed.value), number: current.value + 1, of: order.value.length }
  })
  const score = computed(() => {
    const of = order.value.length
    return of > 0 && current.value >= of ? { right: taken.value.filter(Boolean).length, of } : undefined
  })

  return {
    now,
    score,
    missed: computed(() => order.value.filter((_, index) => taken.value[index] === false)),
    start: () => {
      seed.value = draw()
      current.value = 0
      taken.value = []
    },
    /** Takes the answer to the question; the first one counts. */
    take: ({ right }: Answer) => {
      if (taken.value.length === current.value)
        taken.value = [...taken.value, right]
    },
    next: () => {
      current.value++
      if (score.value)
        lastScore.write(score.value)
    },
  }
}
