import { load } from '@slidev/parser/fs'
import { join } from 'node:path'
import { pageClicks, posterClick, type Step, type Steps } from '../../talk/step.ts'
import { talk } from '../../deck/slides.ts'
import { isDeeperSlide } from '../../slides/sections.ts'
import { ENTRY, ROOT } from '../../scripts/support/project.ts'

/** A slide as slides.md and the model tell of it. */
export interface Slide {
  /** Its place, from 1. */
  readonly no: number
  /** Its permanent name. */
  readonly name: string
  readonly title: string
  /** undefined where nothing on it moves with the clicks. */
  readonly steps: Steps | undefined
  /** Whether it stands beside the talk: no key leads to it from another slide. */
  readonly isDeeper: boolean
}

/** A slide at one click. */
export interface State {
  readonly slide: Slide
  readonly click: number
  readonly step: Step | undefined
}

/** All slides, in order, read from slides.md: no test lists them. */
export async function readSlides(): Promise<readonly Slide[]> {
  const { slides } = await load({ userRoot: ROOT, roots: [ROOT] }, join(ROOT, ENTRY))
  return slides.map(({ title = '', frontmatter }, index) => {
    const name = String(frontmatter['routeAlias'])
    return { no: index + 1, name, title, steps: talk.get(name), isDeeper: isDeeperSlide(name) }
  })
}

/** Every state of a slide, first to last. */
export function statesOf(slide: Slide): readonly State[] {
  return slide.steps?.map((step, click) => ({ slide, click, step })) ?? [{ slide, click: 0, step: undefined }]
}

/** The states that have a page of their own in a paper, in order. */
export function printedStates(slides: readonly Slide[], paper: 'slides' | 'steps'): readonly State[] {
  return slides.flatMap((slide) => {
    const clicks = paper === 'steps' ? pageClicks(slide.steps) : [posterClick(slide.steps)]
    return statesOf(slide).filter(({ click }) => clicks.includes(click))
  })
}

/** The states of a slide that stand for all: first, middle and last. A slide without steps has one. */
export function posterStates(slide: Slide): readonly State[] {
  const states = statesOf(slide)
  const last = states.length - 1
  return states.filter((_, click) => click === 0 || click === last || click === Math.floor(last / 2))
}

/** Whether the state is the last of its slide. */
export function isLast({ slide, click }: State): boolean {
  return click === statesOf(slide).length - 1
}

/** Whether the state is the first or the last of its slide. */
export function isEdge(state: State): boolean {
  return state.click === 0 || isLast(state)
}

/** How a failure names a state, such as `hub@dial-in`. */
export function nameOf({ slide, step }: State): string {
  return step ? `${slide.name}@${step.id}` : slide.name
}

/** The address of a state below the deck's base. */
export function addressOf({ slide, click }: State): string {
  return click > 0 ? `${slide.name}?clicks=${click}` : slide.name
}
