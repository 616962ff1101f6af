import type { Steps } from '../../talk/step.ts'
import { captionText } from '../../talk/step.ts'

/** A slide of the talk. */
export interface OutlineSlide {
  readonly title: string
  /** undefined where nothing on it moves with the clicks. */
  readonly steps: Steps | undefined
}

const counted = (text: string): number => text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length
const row = (cells: readonly (string | number)[]): string => `| ${cells.map(cell => `${cell}`.replaceAll('|', '\\|')).join(' | ')} |`

/**
 * The talk as a Markdown table: each slide with its clicks, the words of its captions and narration, and the sentence
 * it leaves behind, which is its last caption. A last row adds them up.
 *
 * @returns lines, without a newline at the end
 */
export function outline(slides: readonly OutlineSlide[]): string {
  const rows = slides.map(({ title, steps = [] }, place) => {
    const words = steps.reduce((sum, { caption, narration }) => sum + counted(captionText(caption)) + counted(narration), 0)
    const last = steps.at(-1)
    return { clicks: Math.max(steps.length - 1, 0), words, cells: [place + 1, title.replaceAll('_', ''), last ? captionText(last.caption) : ''] as const }
  })
  const sum = (of: 'clicks' | 'words'): number => rows.reduce((total, each) => total + each[of], 0)
  return [
    row(['', 'slide', 'clicks', 'words', 'what it leaves behind']),
    '| ---: | :--- | ---: | ---: | :--- |',
    ...rows.map(({ clicks, words, cells: [number, title, kept] }) => row([number, title, clicks, words, kept])),
    row(['', `${rows.length} slides`, sum('clicks'), sum('words'), '']),
  ].join('\n')
}
