import { slidesIn } from '../sections.ts'

/** The slides beside the talk, by name, each with the words of its name for a label: titles would weigh on every first load. */
export const sideRoads = slidesIn(['Deeper']).map(slide => ({ slide, label: slide.replaceAll('-', ' ') }))
