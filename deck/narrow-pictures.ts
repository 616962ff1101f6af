import { type Component, h } from 'vue'
import { defineLazyComponent } from '../components/frame/scheduling.ts'
import { markedParts } from '../slides/parts/marked-parts.ts'
import { modulesBySlide } from './modules-by-slide.ts'

// What is to be operated is so on the slide alone; references have no steps.
const files = modulesBySlide(import.meta.glob<{ readonly default: Component }>([
  '../slides/*/Narrow.vue',
  '!../slides/{_template,break-it,check-yourself,parts,references}/Narrow.vue',
]))

/** The seven parts come together: one file for each would draw what they share out of the slides' own. */
const PartAtWork = defineLazyComponent(() => import('../slides/parts/NarrowAtWork.vue'))

/** The pictures that are arranged for a narrow column, each loaded when it is drawn for the first time, by the slide's permanent name. Each takes the click as `index`, and some the name of a step inside as `inside`. */
export const narrowPictures: Readonly<Record<string, Component>> = {
  ...Object.fromEntries(Object.entries(files).map(([slide, load]) => [slide, defineLazyComponent(load)])),
  ...Object.fromEntries(markedParts.flatMap(({ id: part }) => part === 'pod' ? [] : [[part, ({ index }: { readonly index: number }) => h(PartAtWork, { part, index })]])),
}
