import type { Router } from 'vue-router'
import { leavingPresenter } from '../composables/leaving-presenter.ts'

let isRegistered = false

/** Keeps the presenter's window: keys, findings and links were made for the stage, and would leave notes and timer behind. */
export function stayPresenter(router: Router): void {
  if (isRegistered)
    return
  isRegistered = true
  let goesBack = false
  addEventListener('popstate', () => goesBack = true, { capture: true })
  router.beforeEach((to, from) => {
    if (from.name !== 'presenter' || to.name !== 'play' || leavingPresenter.isRequested || goesBack)
      return true
    return { path: `/presenter${to.path}`, query: to.query }
  })
  router.afterEach(() => {
    leavingPresenter.isRequested = false
    goesBack = false
  })
}
