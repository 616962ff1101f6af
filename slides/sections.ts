import { isDeeperSection, type SectionName } from '../talk/sections.ts'
import { sectionSlides, type SectionSlides } from './section-slides.ts'

/** The section a slide belongs to; undefined for cover and farewell. */
export function sectionOf(slide: string): SectionSlides | undefined {
  return sectionSlides.find(({ slides }) => slides.includes(slide))
}

/** What stands above the title of a slide; an empty string for cover and farewell. */
export function labelOf(slide: string): string {
  const section = sectionOf(slide)
  if (!section)
    return ''
  const { name, slides, counted } = section
  return counted ? `${name} · ${slides.indexOf(slide) + 1} of ${slides.length}` : name
}

/** Permanent names of the slides of some sections, in order. */
export function slidesIn(sections: readonly SectionName[]): readonly string[] {
  const names: readonly string[] = sections
  return sectionSlides.filter(({ name }) => names.includes(name)).flatMap(({ slides }) => slides)
}

/** Whether a slide stands beside the talk. */
export function isDeeperSlide(slide: string): boolean {
  return isDeeperSection(sectionOf(slide)?.name ?? '')
}
