import { captionText, type StepQuestion } from '../talk/step.ts'
import { talk } from './slides.ts'

/** A question to the audience, as it is asked at a step. */
export interface AudienceQuestion extends StepQuestion {
  readonly words: string
}

/** What the audience is asked, by the permanent name of the slide and the click. Plain data: the built deck has it as such. */
export const audienceQuestions: Readonly<Record<string, Readonly<Record<number, AudienceQuestion>>>> = Object.fromEntries([...talk].flatMap(([slide, steps]) => {
  const byClick = steps.flatMap(({ question, caption }, click) => question ? [[click, { ...question, words: captionText(caption) }] as const] : [])
  return byClick.length > 0 ? [[slide, Object.fromEntries(byClick)]] : []
}))
