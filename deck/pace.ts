/** A step that is shown, and how long it takes. */
export interface TimedStep {
  readonly slide: string
  readonly click: number
  /** How long it takes, in seconds. */
  readonly seconds: number
}

/** How a talk stands against its budget. */
export interface Pace {
  readonly verdict: 'ahead' | 'on time' | 'late'
  /** By how much, in seconds, from 0. */
  readonly by: number
  /** Where the talk should be now: a place among all. */
  readonly due: number
}

/** Steps that can be left out: the next that a shorter talk does without. */
export interface Skip {
  /** The first and the last of them: places among all. */
  readonly from: number
  readonly to: number
  /** How much time that saves, in seconds. */
  readonly seconds: number
}

const TOLERANCE_S = 15

/** The steps of a talk with the time that each takes. @param shown the clicks that are shown, by slide; by default all that have a time */
export function timedSteps(timing: Readonly<Record<string, readonly number[]>>, shown?: Readonly<Record<string, readonly number[]>>): readonly TimedStep[] {
  const clicks = shown ?? Object.fromEntries(Object.entries(timing).map(([slide, seconds]) => [slide, [...seconds.keys()]]))
  return Object.entries(clicks).flatMap(([slide, each]) => each.map(click => ({ slide, click, seconds: timing[slide]?.[click] ?? 0 })))
}

/** How long some steps take together, in seconds. */
export const secondsOf = (steps: readonly TimedStep[]): number => steps.reduce((sum, { seconds }) => sum + seconds, 0)

/**
 * How a talk stands that shows one of its steps.
 *
 * @param here the step that is shown: a place among all
 * @param elapsed how long the talk has taken so far, in seconds
 */
export function paceAt(steps: readonly TimedStep[], here: number, elapsed: number): Pace {
  const begins = secondsOf(steps.slice(0, here))
  const ends = begins + (steps[here]?.seconds ?? 0)
  const [early, late] = [begins - elapsed, elapsed - ends]
  let [due, passed] = [0, steps[0]?.seconds ?? 0]
  while (passed <= elapsed && due < steps.length - 1)
    passed += steps[++due]?.seconds ?? 0
  if (early > TOLERANCE_S)
    return { verdict: 'ahead', by: early, due }
  return late > TOLERANCE_S ? { verdict: 'late', by: late, due } : { verdict: 'on time', by: 0, due }
}

/**
 * What can be left out next.
 *
 * @param here the step that is shown: a place among all
 * @param isShown whether a shorter talk shows a place, too
 * @returns undefined where nothing is left that could be left out
 */
export function nextSkip(steps: readonly TimedStep[], here: number, isShown: (step: TimedStep) => boolean): Skip | undefined {
  const from = steps.findIndex((step, at) => at > here && !isShown(step))
  const slide = steps[from]?.slide
  if (slide === undefined)
    return undefined
  let to = from
  while (steps[to + 1]?.slide === slide && !isShown(steps[to + 1] as TimedStep))
    to++
  return { from, to, seconds: secondsOf(steps.slice(from, to + 1)) }
}

/** Minutes and seconds with a colon between, such as 12:05. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
