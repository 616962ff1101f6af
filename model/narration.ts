import { talk } from './talk.ts'

/**
 * What is said at each click, by the permanent name of the slide. Plain data: the built deck has it as such, without the
 * model that it is made from.
 */
export const narration: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...talk].map(([slide, steps]) => [slide, steps.map(step => step.narration)]),
)
