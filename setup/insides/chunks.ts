/**
 * How Vite's manifest names what Slidev loads to show a slide: its stage, and the slide itself. The static pages have it
 * asked for at once, where the deck would ask for one after the other.
 */
export const STAGE = /@slidev\/client\/pages\/play\.vue$/

/** As {@link STAGE}, for a slide. @param no from 1 */
export const slideChunk = (no: number): RegExp => new RegExp(`@slidev/slides/${no}/md$`)
