export interface Shown {
  readonly slide: string
  /** The step's permanent name; an empty string on a slide without steps. */
  readonly step: string
  /** What the talk's timer said, in seconds. */
  readonly at: number
}

export interface ShownLog {
  /** When its timer was started, in milliseconds since 1970: another talk has another. */
  readonly startedAt: number
  readonly shown: readonly Shown[]
  /** What the timer said last, in seconds. */
  readonly until: number
}

/** The most steps that are stored, so that going back and forth does not fill the storage. */
const MOST = 3000

const isShown = (value: unknown): value is Shown =>
  typeof value === 'object' && value !== null && 'slide' in value && typeof value.slide === 'string' && 'step' in value && typeof value.step === 'string' && 'at' in value && typeof value.at === 'number'

/** Whether something that was kept is a log. */
export function isShownLog(value: unknown): value is ShownLog {
  return typeof value === 'object' && value !== null && 'startedAt' in value && typeof value.startedAt === 'number'
    && 'until' in value && typeof value.until === 'number' && 'shown' in value && Array.isArray(value.shown) && value.shown.every(isShown)
}

/** The log with what is shown now; a new one where another talk has begun. */
export function logged(log: ShownLog | undefined, startedAt: number, now: Shown): ShownLog {
  const before = log?.startedAt === startedAt ? log.shown : []
  const last = before.at(-1)
  const isSame = last?.slide === now.slide && last.step === now.step
  return { startedAt, shown: isSame || before.length >= MOST ? before : [...before, now], until: now.at }
}

const cell = (text: string): string => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/**
 * The log as comma-separated values (RFC 4180): a line for each step that was shown, in order.
 *
 * @param budget how long a step was meant to take, in seconds
 */
export function csvOf({ shown, until, startedAt }: ShownLog, budget: (slide: string, step: string) => number): string {
  const lines = shown.map(({ slide, step, at }, index) => {
    const end = shown[index + 1]?.at ?? Math.max(until, at)
    return [new Date(startedAt + at * 1000).toISOString(), slide, step, String(Math.round(end - at)), String(Math.round(budget(slide, step)))]
  })
  return [['shown at', 'slide', 'step', 'seconds', 'budget in seconds'], ...lines].map(line => `${line.map(cell).join(',')}\r\n`).join('')
}
