import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clicksLeft } from '../deck/talk-cuts.ts'
import type { Slot } from '../deck/programmes.ts'
import { headingOf, type ReadingSection } from '../deck/reading.ts'
import { deeperTiming, timing } from '../deck/timing.ts'
import { NAME } from '../scripts/support/project.ts'
import { readTalk } from './pdf/read-talk.ts'

interface Cue {
  readonly from: number
  readonly to: number
  readonly title: string
  readonly words: string
}

export interface Transcript {
  /** Slide by slide, for who reads. */
  readonly text: string
  /** With times, as captions of a recording: WebVTT. */
  readonly vtt: string
}

const pad = (number: number, digits = 2): string => String(Math.floor(number)).padStart(digits, '0')

/** A time as WebVTT has it, such as 00:12:05.500. */
const timeOf = (seconds: number): string => `${pad(seconds / 3600)}:${pad(seconds / 60 % 60)}:${pad(seconds % 60)}.${pad(Math.round(seconds * 1000) % 1000, 3)}`

/** What WebVTT would take for markup. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * What is said in a talk, as text and as captions whose times follow its budget.
 *
 * @param timing how long each step takes, in seconds, by the slide's permanent name
 * @param shown the clicks that a shorter talk shows, by the slide's permanent name; by default all
 */
export function transcriptOf(sections: readonly ReadingSection[], timing: Readonly<Record<string, readonly number[]>>, shown?: Readonly<Record<string, readonly number[]>>): Transcript {
  let now = 0
  const cues: Cue[] = []
  for (const slide of sections.flatMap(({ slides }) => slides)) {
    const { name, said } = slide
    for (const [click, words] of said.entries()) {
      if (shown && !shown[name]?.includes(click))
        continue
      const to = now + (timing[name]?.[click] ?? 0)
      cues.push({ from: now, to, title: headingOf(slide), words })
      now = to
    }
  }
  const parts = Map.groupBy(cues, ({ title }) => title)
  return {
    text: [...parts].map(([title, each]) => `${title}\n\n${each.map(({ words }) => words).join('\n\n')}\n`).join('\n\n'),
    vtt: `WEBVTT\n\n${cues.filter(({ words }) => words).map(({ from, to, words }) => `${timeOf(from)} --> ${timeOf(to)}\n${escaped(words)}\n`).join('\n')}`,
  }
}

/**
 * Writes what is said as text and as WebVTT.
 *
 * @param folder where to, absolute
 * @param slot the slot that the talk is cut for; without it the talk is whole
 * @returns the files
 */
export async function writeTranscript(folder: string, slot?: Slot): Promise<readonly string[]> {
  const { sections } = await readTalk(slot)
  const { text, vtt } = transcriptOf(sections, { ...timing, ...deeperTiming }, clicksLeft(slot))
  mkdirSync(folder, { recursive: true })
  return ([['txt', text], ['vtt', vtt]] as const).map(([end, written]) => {
    const file = join(folder, `${NAME}-transcript.${end}`)
    writeFileSync(file, written)
    return file
  })
}
