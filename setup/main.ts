import { defineAppSetup } from '@slidev/types'
import { computed } from 'vue'
import { insideName } from '../composables/inside.ts'
import { nearest } from '../composables/nearest.ts'
import { fetchNotes } from '../composables/notes.ts'
import { notice } from '../composables/notice.ts'
import { keepForOffline } from '../composables/offline.ts'
import { playText } from '../composables/play.ts'
import { turn } from '../composables/turns.ts'
import { dropStillWords } from '../composables/reader/still-words.ts'
import { keepTranslated } from '../composables/translated.ts'
import { useShared } from '../composables/useShared.ts'
import { slides } from '#slidev/slides'
import { handOver } from './insides/hand-over.ts'
import { lateAddress } from './insides/late-address.ts'

/** Where a presenter stands, as far as Slidev does not share it itself. */
interface Standing {
  /** Name or number of the slide, as in the address. */
  readonly slide: string
  readonly clicks: string
  readonly inside: string | undefined
  readonly play: string | undefined
}

/** Addresses that mean a slide, or nothing. */
const leading: unknown[] = ['play', 'presenter', 'NotFound']

/**
 * Leads every address to a slide that exists, at a step that exists: numbers beyond the end, names that are gone, clicks
 * that are no number, and steps by name. What the presenter chooses inside a step, or does to the cluster of the playground,
 * shows on the stage too.
 */
export default defineAppSetup(async ({ router }) => {
  keepTranslated(document.body)
  handOver()
  lateAddress()
  keepForOffline()

  // Asked for at every click, and known at the first.
  const names = computed(() => slides.value.map(({ no, meta }) => String(meta.slide.frontmatter['routeAlias'] ?? no)))
  router.beforeEach((to, from) => {
    if (!leading.includes(to.name))
      return true
    const better = nearest({ path: to.path, query: to.query }, names.value, { path: from.path, query: from.query })
    if (!better)
      return true
    // Slidev itself goes to clicks beyond the last when it goes back; only a link from outside can be wrong.
    if (from.matched.length === 0)
      notice.value = better.missed ?? ''
    return { path: better.path, query: better.query, replace: true }
  })
  router.beforeResolve(async ({ name }) => {
    if (name !== 'play')
      await fetchNotes()
  })
  router.afterEach((_, from) => {
    if (from.matched.length > 0) {
      notice.value = ''
      dropStillWords()
    }
  })

  const standing = (): Standing => {
    const { params, query } = router.currentRoute.value
    return { slide: String(params['no']), clicks: String(query['clicks'] ?? 0), inside: insideName(query), play: playText(query) }
  }

  // Slidev tells of slide and click by itself, and may be later: then it is followed once both are there.
  let told: Standing | undefined
  const follow = (): void => {
    const { name, query } = router.currentRoute.value
    const here = standing()
    if (name !== 'play' || 'print' in query || told?.slide !== here.slide || told.clicks !== here.clicks)
      return
    const { inside, play } = told
    told = undefined
    if (inside !== here.inside || play !== here.play)
      void router.replace({ query: { ...query, inside, play } })
  }
  const tell = useShared<Standing>('inside', (value) => {
    told = value
    follow()
  })
  router.afterEach(({ name }) => {
    if (name === 'presenter')
      tell(standing())
    else
      follow()
  })

  // The deck is started in turns: its code is run, the app is there, the first room is drawn. In one, it would hold up a
  // reader's first key for as long as all of them take.
  const begun = turn()
  const appStands = begun.then(turn)
  router.beforeResolve(() => appStands)
  await begun
})
