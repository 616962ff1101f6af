import { defineAppSetup } from '@slidev/types'
import { computed } from 'vue'
import { loadDeeperOutline } from '../deck/navigation.ts'
import { afterPaint } from '../components/frame/after-paint.ts'
import { resolveAddress } from '../logic/resolve-address.ts'
import { fetchNotes } from '../state/notes.ts'
import { notice } from '../state/notice.ts'
import { keepForOffline } from '../logic/offline-and-updates.ts'
import { dropStaticWords } from '../logic/static-words.ts'
import { addressFromSync } from '../logic/sync/address-from-sync.ts'
import { keepTranslated } from '../logic/browser-translation.ts'
import { isDeeperRoute, nameOf, slidesInTalk } from '../components/frame/next-step.ts'
import { idle } from '../components/frame/scheduling.ts'
import { yieldToMain } from '../components/frame/yield-to-main.ts'
import { slides } from '#slidev/slides'
import { replacePlaceholder } from './slidev-patches/replace-placeholder.ts'
import { loadDeferredInput } from './load-deferred-input.ts'
import { deferHistoryWrites } from './slidev-patches/defer-history-writes.ts'

/** Addresses that mean a slide, or nothing. */
const leading: unknown[] = ['play', 'presenter', 'NotFound']

/** Leads every address to a slide and a step that exist, and keeps windows together, and the presenter's where the presenter is. */
export default defineAppSetup(async ({ router }) => {
  keepTranslated(document.body)
  replacePlaceholder()
  deferHistoryWrites()
  keepForOffline(loadDeferredInput)

  // Asked for at every click, and known at the first.
  const names = computed(() => slides.value.map(nameOf))
  let isDeeperKnown = false
  const leadsDeeper = (path: string): boolean => slides.value.some((slide, index) => isDeeperRoute(slide) && (path.includes(names.value[index] ?? '/') || path.includes(`/${index + 1}`)))
  const inTalk = computed(() => slidesInTalk(slides.value).length)
  // Asked for once, and before a step of it is looked for by name.
  router.beforeEach(({ path }) => isDeeperKnown || !leadsDeeper(path) || loadDeeperOutline().then(() => isDeeperKnown = true, () => true))
  // Only a link from outside comes changed, and few do.
  router.beforeEach((to, from) => from.matched.length > 0 || !leading.includes(to.name) || !/^[^?#]*[^\w/?#-]|\?.*(?:\?|%3d|%26)/i.test(to.fullPath)
    || import('../logic/mangled-address.ts').then(({ addressMeant }) => addressMeant(router, to) ?? true, () => true))
  router.beforeEach((to, from) => {
    if (!leading.includes(to.name))
      return true
    // What another window shows is asked for as a whole, and nothing of it was carried along.
    const carries = addressFromSync.current === to.fullPath ? undefined : { path: from.path, query: from.query }
    // So does the file write its addresses that is opened without a server.
    const isInHash = to.hash.startsWith('#/')
    const asked = { path: isInHash ? to.hash.slice(1) : to.path, query: to.query }
    const better = resolveAddress(asked, names.value, carries, inTalk.value) ?? (isInHash && { ...asked, missed: undefined })
    if (!better)
      return true
    // Slidev itself goes to clicks beyond the last when it goes back; only a link from outside can be wrong.
    if (from.matched.length === 0)
      notice.value = better.missed ?? ''
    return { path: better.path, query: better.query, replace: true }
  })
  router.beforeResolve(async ({ name }, from) => {
    // Once for each page: a press that comes while a step waits for a module is lost. The first page comes from none.
    if (from.matched.length > 0 && name === from.name)
      return
    if (name !== 'play')
      await fetchNotes()
    if (name === 'presenter')
      (await import('../logic/stay-in-presenter.ts')).stayPresenter(router)
  })
  router.afterEach((_, from) => {
    if (from.matched.length > 0) {
      notice.value = ''
      dropStaticWords()
    }
  })

  // A page in a frame belongs to who put it there. No slide waits for other windows.
  if (top === self)
    void router.isReady().then(() => {
      const opened = router.currentRoute.value.fullPath
      afterPaint(() => void import('../logic/sync/start.ts').then(({ startSync }) => startSync(router, names, opened)))
    })

  // The deck is started in several tasks: run its code, create the app, draw the first view. In one task it would delay a
  // reader's first key for as long as all of them take.
  const begun = yieldToMain()
  const appStands = begun.then(yieldToMain)
  // Which part of the talk is given, its server or its build says in the page.
  const slot = document.querySelector<HTMLMetaElement>('meta[name=deck-cut]')?.content
  const chosen = slot && import('../logic/choose-cut.ts').then(({ chooseCut }) => chooseCut(Number(slot)))
  router.beforeResolve(async () => void await Promise.all([appStands, chosen]))
  // Without network it does not come, and nothing of the talk needs it.
  void idle().then(() => import('./deferred-styles.ts')).catch(() => undefined)
  await begun
})
