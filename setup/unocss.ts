import process from 'node:process'
import { defineUnoSetup } from '@slidev/types'

/** Attributes of our own drawings and components that UnoCSS takes for its utilities, and would write styles for. */
const OURS = /^\[(?:align|columns|end|rows|size|stroke-width)~=/

/** Slidev's drawing, which the built deck has not: `drawings` in slides.md. */
const NOT_BUILT = process.argv.includes('build') ? [/\/internals\/DrawingControls\.vue/] : []

/** Where UnoCSS looks for its utilities: in Slidev's components and in the slides, but not in our own components, which use none. */
const pipeline = {
  // UnoCSS takes a list without this for one of everything.
  include: [/\.(?:vue|md)(?:$|\?)/],
  exclude: [/\.(?:css|postcss|sass|scss|less|stylus|styl)(?:$|\?)/, 'components/**/*.vue', 'slides/**/*.vue', ...NOT_BUILT],
}

/**
 * What UnoCSS reads before the first page asks for anything, while somebody edits the deck. Else it finds new utilities
 * file by file, and each time has the page load all its styles anew: some 70 requests before the first slide.
 */
const AHEAD = process.argv.some(arg => /@slidev[\\/]cli[\\/]/.test(arg)) && !process.argv.includes('build')
  ? ['node_modules/@slidev/{client,theme-default}/**/*.{vue,ts}', '{layouts,pages,slides}/**/*.{vue,md}', '*.{vue,md}']
  : []

/** Keeps styles nobody asked for out of the deck, and spares whoever edits it the search for them. */
export default defineUnoSetup(() => ({ blocklist: [OURS], content: { pipeline, filesystem: AHEAD } }))
