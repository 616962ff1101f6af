import type { FunctionalComponent } from 'vue'

/** In place of floating-vue, of which Slidev's own menus use two components: what they wrap is shown without a bubble. */
const passThrough: FunctionalComponent = (_, { slots }) => slots['default']?.()

export const Dropdown = passThrough
export const Tooltip = passThrough
export function recomputeAllPoppers(): void {}
