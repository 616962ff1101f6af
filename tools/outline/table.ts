import { captionText, type Steps } from '../../talk/step.ts'
import { wordsIn } from '../../talk/words.ts'

export interface OutlineSlide {
  readonly title: string
  /** undefined where nothing on it moves with the clicks. */
  readonly steps: Steps | undefined
  readonly said: readonly string[]
  /** How long it takes on stage, in seconds. */
  readonly seconds: number
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.map(cell => `${cell}`.replaceAll('|', '\\|')).join(' | ')} |`
const aMinute = (words: number, seconds: number): number => Math.round(words / seconds * 60)

/**
 * The talk as a Markdown table: each slide with its clicks, its time, the words that are said in it and how many that are
 * a minute, and the sentence it leaves behind, which is its last caption. A last row adds them up.
 *
 * @returns lines, without a newline at the end
 */
export function outline(slides: readonly OutlineSlide[]): string {
  const rows = slides.map(({ title, steps, said, seconds }, index) => {
    const words = wordsIn(said.join(' '))
    const last = steps?.at(-1)
    return { clicks: Math.max((steps?.length ?? 1) - 1, 0), seconds, words, number: index + 1, title: title.replaceAll('_', ''), takeaway: last ? captionText(last.caption) : '' }
  })
  const sum = (of: 'clicks' | 'seconds' | 'words'): number => rows.reduce((total, each) => total + each[of], 0)
  return [
    row(['', 'slide', 'clicks', 'seconds', 'words', 'a minute', 'what it leaves behind']),
    '| ---: | :--- | ---: | ---: | ---: | ---: | :--- |',
    ...rows.map(({ number, title, clicks, seconds, words, takeaway }) => row([number, title, clicks, seconds, words, aMinute(words, seconds), takeaway])),
    row(['', `${rows.length} slides`, sum('clicks'), sum('seconds'), sum('words'), aMinute(sum('words'), sum('seconds')), '']),
  ].join('\n')
}
