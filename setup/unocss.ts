import { defineUnoSetup } from '@slidev/types'

/** Attributes of our own drawings and components that UnoCSS takes for its utilities, and would write styles for. */
const OURS = /^\[(?:align|columns|end|rows|size|stroke-width)~=/

/** Keeps styles nobody asked for out of the deck. */
export default defineUnoSetup(() => ({ blocklist: [OURS] }))
