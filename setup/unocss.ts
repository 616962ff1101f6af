import { defineUnoSetup } from '@slidev/types'

/** Attributes of our own drawings and components that UnoCSS takes for its utilities, and would write styles for. */
const OURS = /^\[(?:align|columns|end|rows|size|stroke-width)~=/

/** Words of scripts, which no utility of UnoCSS looks like: a capital letter, or a sign of code, before any bracket. */
const CODE = /^[^[]*[A-Z(){}<>,=]/

/** Slidev's drawing, which the built deck has not: `drawings` in slides.md. */
const NOT_BUILT = process.argv.includes('build') ? [/\/internals\/DrawingControls\.vue/] : []

/** Where UnoCSS looks for its utilities: in Slidev's components and in the slides, but not in our own components, which use none. */
const pipeline = {
  // UnoCSS takes a list without this for one of everything.
  include: [/\.(?:vue|md)(?:$|\?)/],
  exclude: [/\.(?:css|postcss|sass|scss|less|stylus|styl)(?:$|\?)/, 'components/**/*.vue', 'slides/**/*.vue', ...NOT_BUILT],
}

/** Leaves unused utility classes out of the deck, so that all styles are in its style sheets. */
export default defineUnoSetup(() => ({ blocklist: [OURS, CODE], content: { pipeline } }))
