import { jsonLines, type Row } from './rows.ts'

/** What became of the connections to a Service in one recorded run: one every tenth of a second, given up after a second. */
export interface TrafficFacts {
  readonly run: string
  /** What was typed or done meanwhile, and when, in seconds. */
  readonly done: readonly (readonly [at: number, what: string])[]
  readonly answered: number
  /** When each of those was begun that were lost, in seconds. */
  readonly refused: readonly number[]
  readonly timedOut: readonly number[]
}

/** Reads what became of the connections out of a recording. */
export function readTraffic(run: string, file: string): TrafficFacts {
  const rows = jsonLines<Row>(file)
  const seconds = ({ t }: Row): number => Math.round(t) / 1000
  const requests = rows.filter(({ src }) => src === 'request')
  const lost = (pattern: RegExp): number[] => requests.filter(({ ok, error = '' }) => ok !== true && pattern.test(error)).map(seconds)
  const [refused, timedOut] = [lost(/\(7\)/), lost(/\(28\)/)]
  const answered = requests.filter(({ ok }) => ok === true).length
  if (answered + refused.length + timedOut.length !== requests.length)
    throw new Error(`${run}: a connection ended in a way that is not known.`)
  return { run, done: rows.flatMap(row => row.src === 'kubectl' ? [[seconds(row), (row.argv ?? []).join(' ')] as const] : row.src === 'act' ? [[seconds(row), row.what ?? ''] as const] : []), answered, refused, timedOut }
}
