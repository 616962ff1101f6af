import { type Component, h } from 'vue'
import { defineLazyComponent } from '../components/frame/scheduling.ts'
import { markedParts } from '../slides/parts/marked-parts.ts'
import { modulesBySlide } from './modules-by-slide.ts'

// What is to be operated is so on the slide alone.
const files = modulesBySlide(import.meta.glob<{ readonly default: Component }>([
  '../slides/*/Narrow.vue',
  '!../slides/{_template,break-it,parts,references}/Narrow.vue',
]))

/** The seven parts come together: one file for each would draw what they share out of the slides' own. */
const PartAtWork = defineLazyComponent(() => import('../slides/parts/NarrowAtWork.vue'))

/** Slides of links: what stands for them in a column can be pressed, as the slide's own are too small for a finger. */
export const slidesOfLinks: ReadonlySet<string> = new Set(['references', 'thanks'])

/** The pictures that are arranged for a narrow column, each loaded when it is drawn for the first time, by the slide's permanent name. Each takes the click as `index`, and some the name of a step inside as `inside`. */
export const narrowPictures: Readonly<Record<string, Component>> = {
  ...Object.fromEntries(Object.entries(files).map(([slide, load]) => [slide, defineLazyComponent(load)])),
  references: defineLazyComponent(() => import('../slides/references/Picture.vue')),
  thanks: defineLazyComponent(() => import('../slides/thanks/Picture.vue')),
  ...Object.fromEntries(markedParts.flatMap(({ id: part }) => part === 'pod' ? [] : [[part, ({ index }: { readonly index: number }) => h(PartAtWork, { part, index })]])),
}
