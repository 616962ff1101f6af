import { useNav } from '@slidev/client'
import { currentOverviewPage, downOverviewPage, nextOverviewPage, prevOverviewPage, upOverviewPage } from '@slidev/client/logic/overview.ts'
import { fullscreen, showOverview } from '@slidev/client/state/index.ts'
import { nextTick, onScopeDispose, watch } from 'vue'
import { type Keys, listen } from '../../composables/useKeys.ts'

const OVERVIEW = '.z-modal:has(> .grid)'
const BEHIND = '#page-root, .slidev-presenter, .reader'

const card = (no: number): string => `${OVERVIEW} > .grid > :nth-child(${no})`

/**
 * Keeps keys and focus with Slidev's overview while it is open, and has it open at the slide that is shown.
 *
 * Leans on: Slidev's own overview moves by arrows alone, leaves the focus behind it, remembers where it was closed, and
 * has the slides themselves, with their links and buttons, in its cards.
 *
 * @returns what keys do while it is open
 */
export function useQuickOverview(): Keys {
  const { currentSlideNo, slides } = useNav()
  const close = { run: () => showOverview.value = false }
  const on = { run: (shift: boolean) => shift ? prevOverviewPage() : nextOverviewPage(), repeats: true }
  const back = { run: prevOverviewPage, repeats: true }

  const setBehind = (inert: boolean): void => document.querySelectorAll(BEHIND).forEach(each => each.toggleAttribute('inert', inert))
  const stopOpening = watch(showOverview, async (open) => {
    setBehind(open)
    if (!open)
      return
    currentOverviewPage.value = currentSlideNo.value
    await nextTick()
    document.querySelectorAll(`${OVERVIEW} .slidev-slide-container`).forEach(each => each.toggleAttribute('inert', true))
    document.querySelector(card(currentOverviewPage.value))?.scrollIntoView({ block: 'center' })
  }, { flush: 'post', immediate: true })
  const stopMoving = watch(currentOverviewPage, no => document.querySelector(card(no))?.scrollIntoView({ block: 'nearest' }), { flush: 'post' })
  onScopeDispose(() => {
    stopOpening()
    stopMoving()
    setBehind(false)
  })

  // Slidev goes to the marked slide at Enter, though it be meant for a button.
  listen('keypress', (event) => {
    if (showOverview.value && event.key === 'Enter' && event.target instanceof Element && event.target.closest('a, button'))
      event.stopPropagation()
  }, { capture: true })

  return {
    'ArrowRight': on,
    'PageDown': on,
    ' ': on,
    'ArrowLeft': back,
    'PageUp': back,
    'ArrowUp': { run: upOverviewPage, repeats: true },
    'ArrowDown': { run: downOverviewPage, repeats: true },
    'Home': { run: () => currentOverviewPage.value = 1 },
    'End': { run: () => currentOverviewPage.value = slides.value.length },
    'Escape': close,
    'o': close,
    '`': close,
    'F5': { run: () => void fullscreen.enter() },
  }
}
