import type { Section } from '../talk/sections.ts'
import { sections } from '../talk/sections.ts'
import { slides } from './index.ts'

/** A section with its slides. */
export interface SectionSlides extends Section {
  /** Permanent names of its slides, in order. */
  readonly slides: readonly string[]
}

const names = [...new Set(slides.flatMap(slide => 'section' in slide ? [slide.section] : []))]

/** The sections of the talk with their slides, in order. Plain data: the built deck has it as such, without the slides' model. */
export const sectionSlides: readonly SectionSlides[] = names.flatMap(name =>
  sections.filter(section => section.name === name).map(section => ({
    ...section,
    slides: slides.filter(slide => 'section' in slide && slide.section === name).map(slide => slide.name),
  })))
