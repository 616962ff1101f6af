import type { Component } from 'vue'
import { defineLazyComponent } from '../components/frame/scheduling.ts'
import { modulesBySlide } from './modules-by-slide.ts'

// What is to be operated is so on the slide alone; references have no steps.
const files = modulesBySlide(import.meta.glob<{ readonly default: Component }>([
  '../slides/*/Narrow.vue',
  '../slides/parts/*/NarrowAtWork.vue',
  '!../slides/{_template,break-it,check-yourself,parts,references}/Narrow.vue',
]))

/** The pictures that are arranged for a narrow column, each loaded when it is drawn for the first time, by the slide's permanent name. Each takes the click as `index`, and some the name of a step inside as `inside`. */
export const narrowPictures: Readonly<Record<string, Component>> = Object.fromEntries(Object.entries(files).map(([slide, load]) => [slide, defineLazyComponent(load)]))
