import type { FunctionalComponent } from 'vue'

/** In place of floating-vue, of which Slidev's own menus use two components: what they wrap is shown without a bubble. */
const bare: FunctionalComponent = (_, { slots }) => slots['default']?.()

export const Dropdown = bare
export const Tooltip = bare
export function recomputeAllPoppers(): void {}
