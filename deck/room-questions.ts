import type { RoomQuestion } from '../talk/step.ts'
import { captionText } from '../talk/step.ts'
import { talk } from './slides.ts'

/** A question to the room, as it is asked at a step. */
export interface AskedQuestion extends RoomQuestion {
  /** The question in words: what the line under the picture says. */
  readonly words: string
}

/** What the room is asked, by the permanent name of the slide and the click. Plain data: the built deck has it as such. */
export const roomQuestions: Readonly<Record<string, Readonly<Record<number, AskedQuestion>>>> = Object.fromEntries([...talk].flatMap(([slide, steps]) => {
  const asked = steps.flatMap(({ asks, caption }, click) => asks ? [[click, { ...asks, words: captionText(caption) }] as const] : [])
  return asked.length > 0 ? [[slide, Object.fromEntries(asked)]] : []
}))
