import '../../talk/add-more-sources.ts'
import { createRandom } from '../../kubernetes/engine/random.ts'
import type { Answer, Question } from './question.ts'
import { controlPlaneQuestions } from './questions/control-plane.ts'
import { deeperQuestions as deeper } from './questions/deeper.ts'
import { failureQuestions } from './questions/failures.ts'
import { closingQuestions, podQuestions } from './questions/pods.ts'
import { requestQuestions } from './questions/request.ts'
import { workerNodeQuestions } from './questions/worker-node.ts'

/** All questions, in the order of the talk. */
export const questions: readonly Question[] = [...controlPlaneQuestions, ...workerNodeQuestions, ...requestQuestions, ...podQuestions, ...failureQuestions, ...closingQuestions]

/** Questions on the slides that stand beside the talk, in their order: to be read, and in no round. */
export const deeperQuestions: readonly Question[] = deeper

/** The question of that id. Throws if there is none. */
export function questionOf(id: string): Question {
  const question = questions.find(each => each.id === id)
  if (!question)
    throw new Error(`The quiz has no "${id}". Questions: ${questions.map(each => each.id).join(', ')}.`)
  return question
}

/** The same things in an order drawn from a seed: Fisher and Yates. */
function shuffled<T>(things: readonly T[], seed: number, purpose: string): readonly T[] {
  const { int } = createRandom(seed, purpose)
  const rest = [...things]
  return things.flatMap(() => rest.splice(int(rest.length), 1))
}

/** The questions in an order drawn from a seed. The seed comes from outside: the model itself draws nothing. */
export function shuffledQuestions(seed: number): readonly Question[] {
  return shuffled(questions, seed, 'questions')
}

/** The seed of the order of answers on stage and paper, always the same: with this one the right answer stands about as often in each place. */
const PRINTED = 28

/** The answers to a question in an order drawn from a seed. */
export function answersOf({ id, right, wrong }: Question, seed: number = PRINTED): readonly Answer[] {
  const answers = [{ text: right, right: true }, ...wrong.flatMap(text => text === undefined ? [] : [{ text, right: false }])]
  return shuffled(answers, seed, id)
}
