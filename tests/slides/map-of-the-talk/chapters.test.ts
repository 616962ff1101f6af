import { describe, expect, it } from 'vitest'
import { chapters } from '../../../slides/map-of-the-talk/chapters.ts'
import { sideRoads } from '../../../slides/map-of-the-talk/side-roads.ts'
import { talkMapSteps } from '../../../slides/map-of-the-talk/steps.ts'
import { slides } from '../../../slides/index.ts'
import { sectionSlides as sections } from '../../../slides/section-slides.ts'
import { labelOf, slidesIn } from '../../../slides/sections.ts'

describe('the sections', () => {
  it('have each slide once', () => {
    const slides = sections.flatMap(section => [...section.slides])
    expect(slides.filter((slide, index) => slides.indexOf(slide) !== index)).toEqual([])
  })

  it('stand above their slides, counted where each slide is a part', () => {
    expect(labelOf('hub')).toBe('Kubernetes architecture')
    expect(labelOf('scheduler')).toBe('Control plane · 2 of 4')
    expect(labelOf('cover')).toBe('')
  })
})

describe('the chapters', () => {
  it('ask one question each, of at most seven words', () => {
    for (const { question } of chapters) {
      expect(question).toMatch(/^[A-Z][^.?!]*\?$/)
      expect(question.split(' ').length).toBeLessThanOrEqual(7)
    }
    expect(new Set(chapters.map(({ question }) => question)).size).toBe(chapters.length)
  })

  it('follow each other without a gap, from the first picture of a cluster to the last', () => {
    const listed = chapters.flatMap(chapter => slidesIn(chapter.sections))
    const all: string[] = sections.flatMap(({ slides }) => [...slides])
    const start = all.indexOf(listed[0] ?? '')
    expect(listed).toEqual(all.slice(start, start + listed.length))
    expect(listed[0]).toBe('hub')
    expect(all[start + listed.length]).toBe('whole-picture')
  })

  it('are the steps of the map, between the whole way and its thread', () => {
    expect(talkMapSteps.map(({ id }) => id)).toEqual(['way', ...chapters.map(({ id }) => id), 'thread'])
  })
})

describe('the side roads', () => {
  it('lead to every slide beside the talk', () => {
    const beside: readonly string[] = slides.filter(slide => 'section' in slide && slide.section === 'Deeper').map(({ name }) => name)
    expect(beside.length).toBeGreaterThan(0)
    expect(sideRoads.map(({ slide }) => slide).toSorted()).toEqual(beside.toSorted())
    expect(sideRoads.map(({ label }) => label)).toContain('where it runs')
  })
})
