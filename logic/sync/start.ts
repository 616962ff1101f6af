import { sharedState, useNav } from '@slidev/client'
import { syncDirections } from '@slidev/client/state/storage.ts'
import { type Ref, watch } from 'vue'
import type { RouteLocationNormalized, RouteLocationResolved, Router } from 'vue-router'
import { clicksOf } from '../../deck/navigation.ts'
import { insideName } from '../../components/frame/inner-steps.ts'
import { answersShown, audienceAnswers } from '../../components/frame/audience-answers.ts'
import { playText } from '../../slides/break-it/playground-address.ts'
import { blank } from '../../state/blank-screen.ts'
import { followCode } from '../../state/following.ts'
import { fetchQuestions, questionAt } from '../../state/audience-question.ts'
import { captions } from '../../state/captions.ts'
import { talkCut } from '../../components/frame/talk-cut.ts'
import { toggleAnswers } from '../toggle-answers.ts'
import { deckFolder, openChannels } from './channels.ts'
import { addressFromSync } from './address-from-sync.ts'
import { type Position, type Role, samePosition, type Timer } from './messages.ts'
import { openInNewTab } from './open-in-new-tab.ts'
import { joinTalk, type Known, type Talk } from './talk.ts'

const NOTHING: Known = { count: 0 }

/** What a presenter's tab knew before it was loaded again; a browser may keep it from us. */
function readKnown(key: string): Known {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '') as Known
  }
  catch {
    return NOTHING
  }
}

function saveKnown(key: string, known: Known): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(known))
  }
  catch {
    // Then a reload goes by its address alone.
  }
}

function isReturn(): boolean {
  const [entry] = performance.getEntriesByType('navigation')
  return entry instanceof PerformanceNavigationTiming && entry.type !== 'navigate'
}

/** The role of a view of the deck in the talk; undefined for one that takes no part. */
function roleIn({ name, query }: Pick<RouteLocationResolved, 'name' | 'query'>): Role | undefined {
  if ('print' in query || 'embedded' in query)
    return undefined
  return name === 'presenter' ? 'presenter' : name === 'play' || name === 'notes' ? 'stage' : undefined
}

/**
 * Ties this window to all others that show the talk: stages, presenters, and the page with the notes. Slidev's own way
 * to do so is cut (see `setup/slidev-patches/slidev-fixes.ts`).
 *
 * @param names permanent names of the slides, in order
 * @param opened the address that the window was opened with: where it stands elsewhere by now, somebody has acted in it
 */
export async function startSync(router: Router, names: Readonly<Ref<readonly string[]>>, opened: string): Promise<void> {
  // A window of the audience moves no other window.
  if (document.querySelector('meta[name=deck-follow]')) {
    const { startFollow } = await import('./follow.ts')
    startFollow(router, names)
    return
  }
  const id = Math.random().toString(36).slice(2)
  const here = router.currentRoute
  const deck = deckFolder(router)
  const key = `${deck.pathname} talk`
  let talk: Talk | undefined
  let role = roleIn(here.value)
  /** Whether what another window shows is being shown here: that is no act of anybody's. */
  let isShowing = false
  let timerShown = JSON.stringify(sharedState.timer)

  const positionOf = ({ params, query }: RouteLocationNormalized): Position => {
    const no = String(params['no'] ?? 1)
    const slide = names.value[Number(no) - 1] ?? no
    const clicks = Number(query['clicks'] ?? 0)
    const asked = questionAt.value?.(slide, clicks)
    return {
      slide,
      clicks,
      inside: insideName(query),
      play: playText(query),
      ...(blank.value && { blank: true }),
      ...(followCode.value && { code: true }),
      ...(captions.value && { captions: true }),
      ...(talkCut.value?.slot && { slot: talkCut.value.slot }),
      ...(asked && { question: asked.id, guesses: asked.guesses.length }),
      ...(asked && answersShown.value === asked.id && { answers: true }),
    }
  }
  const directions = (): { readonly send: boolean, readonly receive: boolean } => {
    const { presenterSend, presenterReceive, viewerSend, viewerReceive } = syncDirections.value
    return role === 'presenter' ? { send: presenterSend, receive: presenterReceive } : { send: viewerSend, receive: viewerReceive }
  }
  /** Slidev's page with the notes reads it. */
  const share = ({ slide, clicks }: Position): void => {
    Object.assign(sharedState, { page: names.value.indexOf(slide) + 1, clicks, clicksTotal: clicksOf(slide) })
  }
  let chooseCut: ((slot: unknown) => void) | undefined
  // Without network they do not come, and the talk is shown uncut.
  const loadCuts = (): Promise<unknown> => import('../choose-cut.ts').then(module => module.chooseCut, () => () => undefined).then(choose => chooseCut = choose)
  /** What is shown as soon as the cuts have come, of which most talks need none. */
  let awaited: Position | undefined
  /** Shows what no address holds. */
  const switchOn = (position: Position): void => {
    isShowing = true
    blank.value = position.blank === true
    followCode.value = position.code === true
    captions.value = position.captions === true
    if (position.question !== undefined)
      answersShown.value = position.answers ? position.question : undefined
    if (position.slot !== talkCut.value?.slot)
      chooseCut?.(position.slot)
    isShowing = false
  }
  const show = (position: Position): void => {
    awaited = undefined
    if (position.slot !== talkCut.value?.slot && !chooseCut) {
      awaited = position
      void loadCuts().then(() => awaited && show(awaited))
      return
    }
    share(position)
    const { name, query: { clicks: _clicks, step: _step, inside: _inside, play: _play, ...query } } = here.value
    if (name === 'notes')
      return
    switchOn(position)
    const { slide, clicks, inside, play } = position
    const to = {
      path: `${name === 'presenter' ? '/presenter' : ''}/${slide}`,
      query: { ...query, ...(clicks > 0 && { clicks: String(clicks) }), ...(inside !== undefined && { inside }), ...(play !== undefined && { play }) },
    }
    addressFromSync.current = router.resolve(to).fullPath
    void router.replace(to)
  }
  const showTimer = (timer: Timer): void => {
    timerShown = JSON.stringify(timer)
    sharedState.timer = structuredClone(timer)
  }
  const startTimer = (): void => {
    if (sharedState.timer.status === 'stopped')
      sharedState.timer = { status: 'running', slides: {}, startedAt: Date.now(), pausedAt: 0 }
  }

  const channels = openChannels({
    id,
    deck,
    receive: (message) => {
      if (message.kind === 'go') {
        if (role === 'presenter')
          void (message.by > 0 ? useNav().next() : useNav().prev())
        return
      }
      if (message.kind === 'show-answers') {
        const { slide, clicks } = positionOf(here.value)
        if (role === 'presenter')
          toggleAnswers(slide, clicks)
        return
      }
      if (message.kind === 'answers') {
        audienceAnswers.value = message
        return
      }
      if (role && (directions().receive || message.kind === 'ask' || message.kind === 'left'))
        talk?.receive(message)
    },
    rejoined: () => talk?.rejoin(),
  })

  function join(role: Role): void {
    const known = role === 'presenter' ? readKnown(key) : NOTHING
    const hasActed = here.value.fullPath !== opened
    if (known.timer)
      showTimer(known.timer.value)
    // The talk's first step may come before this code.
    if (role === 'presenter' && hasActed && roleIn(router.resolve(opened)) === 'presenter')
      startTimer()
    const position = positionOf(here.value)
    share(position)
    const { slide, clicks, inside, play } = position
    talk = joinTalk({
      id,
      role,
      position,
      asksForPosition: slide !== names.value[0] || clicks > 0 || inside !== undefined || play !== undefined,
      known: isReturn() ? known : { ...known, count: 0 },
      hasActed,
      send: (message) => {
        // The page with the notes stands nowhere by itself.
        if (message.kind === 'ask' || (directions().send && here.value.name !== 'notes'))
          channels.send(message)
      },
      show,
      showTimer,
      point: cursor => sharedState.cursor = cursor && { ...cursor },
      stepped: startTimer,
      save: known => saveKnown(key, known),
      later: (milliseconds, then) => void setTimeout(then, milliseconds),
      now: Date.now,
    })
  }

  function follow(to: RouteLocationNormalized): void {
    const before = role
    role = roleIn(to)
    const position = positionOf(to)
    if (!role) {
      if (before)
        talk?.leave()
      return
    }
    if (to.name !== 'notes')
      share(position)
    if (role !== before)
      talk?.become(role, position)
    if (!before)
      talk?.rejoin()
    if (!talk)
      return
    if (role === 'presenter' && before === 'presenter')
      startTimer()
    talk.moved(position)
  }

  document.addEventListener('click', (event) => {
    if (role === 'presenter')
      openInNewTab(event)
  })

  await Promise.all([channels.ready, document.querySelector('meta[name=deck-share]') && fetchQuestions().catch(() => undefined)])
  watch(() => JSON.stringify(sharedState.timer), (timer) => {
    if (timer !== timerShown)
      talk?.timed(JSON.parse(timer) as Timer)
    timerShown = timer
  })
  // A presenter that is loaded again has on what it had on before.
  const before = role === 'presenter' && isReturn() ? readKnown(key).position : undefined
  if (before) {
    if (before.slot !== talkCut.value?.slot)
      await loadCuts()
    switchOn(before)
  }
  if (role)
    join(role)

  router.afterEach((to, from, failure) => {
    if (failure || (to.redirectedFrom ?? to).fullPath === addressFromSync.current)
      return
    if (!talk) {
      role = roleIn(to)
      if (role)
        join(role)
      return
    }
    if (roleIn(from) !== roleIn(to) || !samePosition(positionOf(from), positionOf(to)))
      follow(to)
  })
  watch([blank, followCode, captions, answersShown, () => talkCut.value?.slot], () => {
    if (!isShowing)
      talk?.moved(positionOf(here.value))
  }, { flush: 'sync' })
  watch(() => sharedState.cursor, cursor => talk?.pointed(cursor && { ...cursor }))
  addEventListener('pagehide', () => talk?.leave())
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted)
      talk?.rejoin()
  })
}
