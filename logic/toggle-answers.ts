import { answersShown } from '../components/frame/audience-answers.ts'
import { questionAt } from '../state/audience-question.ts'

/** Shows how many phones chose which guess, or hides it again. Does nothing at a step that asks nothing, and where no phones follow. */
export function toggleAnswers(slide: string, click: number): void {
  const question = questionAt.value?.(slide, click)?.id
  if (question !== undefined)
    answersShown.value = answersShown.value === question ? undefined : question
}
