import { describe, expect, it } from 'vitest'
import { clicksShown } from '../../deck/talk-cuts.ts'
import { slots, talkMinutes } from '../../deck/programmes.ts'
import { deeperTiming, timing } from '../../deck/timing.ts'
import { talk } from '../../deck/slides.ts'
import { readTalk } from '../../static/pdf/read-talk.ts'
import { transcriptOf } from '../../static/transcript.ts'

const { sections } = await readTalk()

describe('the transcript', () => {
  const { text, vtt } = transcriptOf(sections, { ...timing, ...deeperTiming })

  it('has all that is said, in order', () => {
    let at = 0
    for (const [slide, steps] of talk) {
      for (const { id, narration } of steps) {
        const found = text.indexOf(narration, at)
        expect([slide, id, found]).toEqual([slide, id, Math.max(found, at)])
        at = found
      }
    }
  })

  // https://www.w3.org/TR/webvtt1/#file-structure
  it('the WebVTT cues follow each other without a gap', () => {
    expect(vtt).toMatch(/^WEBVTT\n\n/)
    const cues = vtt.split('\n\n').slice(1).filter(Boolean)
    expect(cues.length).toBeGreaterThan(150)
    const times = cues.map(cue => /^(\d\d:[0-5]\d:[0-5]\d\.\d{3}) --> (\d\d:[0-5]\d:[0-5]\d\.\d{3})\n[^\n]+\n?$/.exec(cue)?.slice(1) ?? [cue, cue])
    expect(times.slice(1).map(([from]) => from)).toEqual(times.slice(0, -1).map(([, to]) => to))
    expect(times.filter(([from = '', to = '']) => from >= to)).toEqual([])
    expect(vtt).not.toMatch(/<|&(?!amp;|lt;|gt;)/)
  })

  it.each(slots)('of a shorter talk ends when the talk does: %i minutes', async (slot) => {
    const { vtt: short } = transcriptOf((await readTalk(slot)).sections, timing, clicksShown(slot))
    const [, hours, minutes, seconds] = /.*--> (\d\d):(\d\d):(\d\d)/.exec(short.split('\n').findLast(line => line.includes('-->')) ?? '') ?? []
    expect(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)).toBeLessThanOrEqual(talkMinutes[slot] * 60)
    expect(short.length).toBeLessThan(vtt.length)
  })
})
