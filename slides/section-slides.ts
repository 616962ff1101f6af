import { type Section, sections } from '../talk/sections.ts'
import type { SlideDefinition } from '../talk/slide.ts'
import { slides } from './index.ts'

export interface SectionSlides extends Section {
  readonly slides: readonly string[]
}

/** Every slide, by the type that all of them share. */
const all: readonly SlideDefinition[] = slides

const names = [...new Set(slides.flatMap(slide => 'section' in slide ? [slide.section] : []))]

/** The sections of the talk with their slides, in order. Plain data: the built deck has it as such, without the slides' model. */
export const sectionSlides: readonly SectionSlides[] = names.flatMap(name =>
  sections.filter(section => section.name === name).map(section => ({
    ...section,
    slides: slides.filter(slide => 'section' in slide && slide.section === name).map(slide => slide.name),
  })))

/** Permanent names of the slides that go deeper into a slide, by its permanent name. Plain data, as the sections are. */
export const deepenedBy: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...new Set(all.flatMap(({ deepens = [] }) => deepens))].map(name => [name, all.filter(({ deepens }) => deepens?.includes(name)).map(slide => slide.name)]),
)
