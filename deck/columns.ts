import { type Component, defineComponent, h } from 'vue'
import { parts } from '../slides/parts/index.ts'
import type { PartId } from '../slides/parts/part.ts'
import PartColumn from '../slides/parts/Narrow.vue'
import { modulesBySlide } from './modules-by-slide.ts'
import { slideByName } from './slides.ts'

function partColumn(part: PartId): Component {
  return defineComponent({
    props: { index: { type: Number, required: true } },
    setup: ({ index }) => () => h(PartColumn, { part, index }),
  })
}

const narrow = modulesBySlide(import.meta.glob<Component>(['../slides/*/Narrow.vue', '!../slides/_template/*'], { eager: true, import: 'default' }))
const hasSteps = (slide: string): boolean => slideByName.get(slide)?.steps !== undefined

/** The pictures that are arranged for a narrow column, by the slide's permanent name. Each takes the click as `index`. */
export const columnPictures: Readonly<Record<string, Component>> = {
  ...Object.fromEntries(Object.entries(narrow).filter(([slide]) => hasSteps(slide))),
  ...Object.fromEntries(parts.map(({ id }) => [id, partColumn(id)])),
}

/** What stands on slides whose picture has no steps, for a narrow column. */
export const columnWords: Readonly<Record<string, Component>> = Object.fromEntries(Object.entries(narrow).filter(([slide]) => slideByName.has(slide) && !hasSteps(slide)))

/** What a reader has after all that a slide shows, by its permanent name. */
export const columnAfter = modulesBySlide(import.meta.glob<Component>('../slides/*/After.vue', { eager: true, import: 'default' }))
