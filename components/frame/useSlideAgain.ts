import type { Component, Ref } from 'vue'
import { useNav, useSlideContext } from '@slidev/client'
import { onMounted, onUnmounted, shallowReadonly, shallowRef, watch } from 'vue'
import { worthAnotherTry } from './worth-another-try.ts'

/** Why a slide is not there: there is no network, nobody answers, or its file is gone, as another version has taken its place. */
export type Absence = 'no network' | 'no answer' | 'gone'

/** A slide that did not come, and that is asked for again. */
export interface UseSlideAgainReturn {
  /** What the slide is, once it has come. */
  slide: Readonly<Ref<Component | undefined>>
  /** Why it is not there; undefined until that is known. */
  absence: Readonly<Ref<Absence | undefined>>
  /** Asks once more. */
  ask: () => Promise<void>
}

async function findAbsence(): Promise<Absence> {
  if (!navigator.onLine)
    return 'no network'
  const answers = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(() => true, () => false)
  return answers ? 'gone' : 'no answer'
}

/**
 * Asks for a slide whose code did not come: at once, each time somebody comes to it, and whenever there is hope.
 *
 * Leans on: Slidev's `load` of a slide gives its module, or the component that stands for one that did not come.
 */
export function useSlideAgain(): UseSlideAgainReturn {
  const { $route, $page } = useSlideContext()
  const { currentSlideNo } = useNav()
  const slide = shallowRef<Component>()
  const absence = shallowRef<Absence>()
  const over = new AbortController()

  async function ask(): Promise<void> {
    const found: unknown = await $route?.load()
    if (found !== null && typeof found === 'object' && 'default' in found)
      slide.value = found.default as Component
    else
      absence.value = await findAbsence()
  }

  onMounted(async () => {
    await ask()
    while (!slide.value && !over.signal.aborted) {
      await worthAnotherTry(over.signal)
      await ask()
    }
  })
  onUnmounted(() => over.abort())
  watch(currentSlideNo, no => no === $page.value && !slide.value && void ask())
  return { slide: shallowReadonly(slide), absence: shallowReadonly(absence), ask }
}
