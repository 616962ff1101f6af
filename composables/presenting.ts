import type { RouteLocationNormalized, RouteLocationRaw, Router } from 'vue-router'

let leaves = false
let goesBack = false

/** Lets the next way out of the presenter's room lead to the stage: somebody pressed the button for it. */
export function leavePresenter(): void {
  leaves = true
}

/** Where a way from the presenter's room to a slide leads: to that slide in the same room. */
function kept(to: RouteLocationNormalized, from: RouteLocationNormalized): RouteLocationRaw | true {
  if (from.name !== 'presenter' || to.name !== 'play' || leaves || goesBack)
    return true
  return { path: `/presenter${to.path}`, query: to.query }
}

/** Keeps the presenter's window: keys, findings and links were made for the stage, and would leave notes and timer behind (see also `sync/open-beside.ts`). */
export function keepPresenter(router: Router): void {
  addEventListener('popstate', () => goesBack = true, { capture: true })
  router.beforeEach(kept)
  router.afterEach(() => {
    leaves = false
    goesBack = false
  })
}
