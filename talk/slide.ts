import type { SectionName } from './sections.ts'
import type { Steps } from './step.ts'

/** What the deck knows of a slide; its title and its picture stand in the `slide.md` beside it. */
export interface SlideDefinition {
  /** Permanent name, kebab case: the slide's address (`routeAlias`) and its folder. */
  readonly name: string
  /** The section it belongs to; absent for cover and farewell, which stand outside. */
  readonly section?: SectionName
  /** The states of its picture; absent where nothing moves with the clicks. */
  readonly steps?: Steps
  /** What is said where there are no steps, which say it themselves. */
  readonly narration?: string
  /** How long it takes on stage with all its steps, in seconds: what is said, at 100 to 150 words a minute, and what the audience is asked. */
  readonly seconds: number
  /** The file of the repository, from its root, in which most of its words can be changed; without it the steps.ts of its folder. */
  readonly words?: string
  /** Whether its picture is made to be operated: on a page, where its switches would do nothing, it has its narrow form at any width. */
  readonly operated?: true
  /** Names of the slides that it goes deeper into, for one that stands beside the talk: they have a link to it. */
  readonly deepens?: readonly string[]
  /** Whether it asks what other slides tell: who searches for an answer is not led to it. */
  readonly isQuiz?: true
}
