/** In place of Slidev's `v-mark`, `v-drag` and `v-motion`, which no slide uses: they bring a sketching and a motion library. */
const nothing = (): { install: () => void } => ({ install: () => {} })

export const createVMarkDirective = nothing
export const createVDragDirective = nothing
export const createVMotionDirectives = nothing
