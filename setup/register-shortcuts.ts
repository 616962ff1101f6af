import { useNav } from '@slidev/client'
import { useDrawings } from '@slidev/client/composables/useDrawings.ts'
import { toggleDark } from '@slidev/client/logic/dark.ts'
import { fullscreen, showOverview, toggleOverview as toggleSlidevOverview } from '@slidev/client/state/index.ts'
import { getCurrentScope } from 'vue'
import { useRouter } from 'vue-router'
import { blank } from '../state/blank-screen.ts'
import { goInside, stepInside } from '../components/frame/inner-steps.ts'
import { nameOf } from '../components/frame/next-step.ts'
import { type Keys, useFreeFocus, useKeys } from '../composables/useKeys.ts'
import { goPlay, playText } from '../slides/break-it/playground-address.ts'
import { characterKeysOff, restoreCharacterKeys } from '../state/character-keys.ts'
import { idle } from '../components/frame/scheduling.ts'
import { insideOf } from '../deck/navigation.ts'
import { loadDeferredInput } from './load-deferred-input.ts'
import { useFrames } from './slidev-patches/frames.ts'

/** Gives keys and fingers what they do, in place of Slidev's own function, which obeys with Ctrl, Alt or Meta, knows only Latin letters, and no key while a button has the focus. */
export function registerShortcuts(): void {
  const router = useRouter()
  const nav = useNav()
  const { currentSlideRoute, clicks, slides, go, isPlaying, isPresenter, isPrintMode } = nav
  const { drawingEnabled } = useDrawings()

  const slide = () => nameOf(currentSlideRoute.value)
  const inside = () => insideOf(slide(), clicks.value)

  /** A step that is taken while the screen is black shows it again, and nothing is gone past unseen. */
  const seen = (step: () => unknown) => (): void => {
    if (blank.value)
      blank.value = false
    else
      void step()
  }
  const next = seen(nav.next)
  const prev = seen(nav.prev)
  const nextSlide = seen(nav.nextSlide)
  const prevSlide = seen(nav.prevSlide)

  const arrow = (by: number, step: () => void, slideOn: () => void) => (shift: boolean): void => {
    const here = shift ? inside() : undefined
    if (here)
      stepInside(router, here, by)
    else
      (shift ? slideOn : step)()
  }
  const leave = (): void => {
    if (blank.value)
      blank.value = false
    else if (inside())
      goInside(router, undefined)
    else if (playText(router.currentRoute.value.query) !== undefined)
      goPlay(router, undefined)
  }
  let inOverview: Keys = {}
  const toggleBlank = { run: () => blank.value = !blank.value }
  const scope = getCurrentScope()
  let listening: Promise<unknown> | undefined
  let deferredKeys: Keys = {}
  /** Listens for fingers, and for more keys, in the overview and elsewhere, from the first time on. */
  const deferredInput = (): Promise<unknown> => listening ??= loadDeferredInput().then(({ useGestures, useQuickOverview, useDeferredKeys }) => scope?.run(() => {
    deferredKeys = useDeferredKeys(router, { slides, go, isPlaying, isPresenter }, slide, clicks)
    inOverview = useQuickOverview()
    useGestures({ next, prev, nextSlide, prevSlide, taps: () => isPlaying.value && !isPrintMode.value, draws: () => drawingEnabled.value })
  })).catch((error: unknown) => {
    // The next key asks for it again: a network that fails once takes no key for good.
    listening = undefined
    throw error
  })
  // Once it is open its keys are obeyed: none may be lost in between.
  const toggleOverview = { run: () => deferredInput().catch(() => undefined).then(() => toggleSlidevOverview()) }

  const steps: Keys = {
    'ArrowRight': { run: arrow(1, next, nextSlide), repeats: true },
    'ArrowLeft': { run: arrow(-1, prev, prevSlide), repeats: true },
    'ArrowDown': { run: nextSlide, repeats: true },
    'ArrowUp': { run: prevSlide, repeats: true },
    ' ': { run: shift => shift ? prev() : next(), repeats: true },
    'PageDown': { run: next, repeats: true },
    'PageUp': { run: prev, repeats: true },
    // As presentation programs have it, and so do clickers.
    'Enter': { run: next },
    'Backspace': { run: prev },
    'Home': { run: seen(nav.goFirst) },
    'End': { run: seen(nav.goLast) },
    // A clicker starts a talk with it. To load the page anew there is Ctrl and R, and the browser's button.
    'F5': { run: () => void fullscreen.enter() },
  }
  const all: Keys = {
    ...steps,
    'Escape': { run: leave },
    'b': toggleBlank,
    '.': toggleBlank,
    'o': toggleOverview,
    '`': toggleOverview,
    'd': { run: () => toggleDark() },
    'f': { run: () => void fullscreen.toggle() },
    // Nobody presses them first; who does waits for what they do.
    ...Object.fromEntries([...'grcqahlmvt?/0123456789'].map(key => [key, { run: () => deferredInput().then(() => deferredKeys[key]?.run(false), () => undefined) }])),
  }

  restoreCharacterKeys()
  useKeys(() => isPrintMode.value ? {} : showOverview.value ? inOverview : drawingEnabled.value ? steps : all, characterKeysOff)
  useFreeFocus()
  useFrames(router)

  // Slidev draws its overview late, too, and no slide waits for a finger.
  void idle().then(deferredInput).catch((error: unknown) => console.warn('Fingers and the overview are not listened to:', error))
}
