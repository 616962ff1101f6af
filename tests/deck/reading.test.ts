import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { files } from '../../deck/files.ts'
import { explainer } from '../../deck/glossary/explained.ts'
import { pictureStepsOf, readingOf } from '../../deck/reading.ts'
import { talk } from '../../deck/slides.ts'

const slides = readingOf([...talk.keys(), 'references'].map(name => ({ name, title: name }))).flatMap(section => section.slides)

describe('a slide to be read', () => {
  it.each(slides.map(slide => [slide.name, slide] as const))('%s tells each step once, each stretch below its picture', (name, slide) => {
    const all = pictureStepsOf(slide)
    expect(all.flatMap(({ steps }) => steps.map(({ id }) => id))).toEqual(talk.get(name)?.map(({ id }) => id) ?? [])
    expect(all.map(({ click, steps }) => [click, steps.at(-1)?.click])).toEqual(all.map(({ click }) => [click, click]))
  })

  it.each([...talk])('%s has its words in the file that is named for them', (slide, steps) => {
    const file = files[slide] ?? 'no file'
    expect(existsSync(file)).toBe(true)
    const words = readFileSync(file, 'utf8')
    expect(steps.filter(step => words.includes(step.narration.slice(0, 20))).length).toBeGreaterThan(0)
  })
})

describe('an explained text', () => {
  it('is the same text, cut', () => {
    for (const steps of talk.values()) {
      const explain = explainer()
      for (const step of steps)
        expect(explain(step.narration).map(({ text, sign = '' }) => text + sign).join('')).toBe(step.narration)
    }
  })

  it('explains a term where it is first named, and only there', () => {
    const explain = explainer()
    const named = (text: string) => explain(text).flatMap(({ term }) => term?.id ?? [])
    expect(named('etcd keeps it, and etcd alone.')).toEqual(['etcd'])
    expect(named('Only etcd and the kubelet.')).toEqual(['kubelet'])
  })

  it('punctuation behind a term stays on its line', () => {
    expect(explainer()('Ask the kubelet, not me.')).toEqual([{ text: 'Ask the ' }, { text: 'kubelet', term: expect.anything(), sign: ',' }, { text: ' not me.' }])
  })
})
