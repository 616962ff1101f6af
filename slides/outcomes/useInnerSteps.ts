import { useSlideContext } from '@slidev/client'
import { computed, inject } from 'vue'
import { routerKey } from 'vue-router'
import type { Steps } from '../../talk/step.ts'
import { fixedInside, insideIndex, insideName, stepInside } from '../../components/frame/inner-steps.ts'

/** Ties a picture to the step inside that its address asks for, or what is around the picture; nothing is remembered. Overview, next-slide preview and paper show the initial one unless told otherwise. */
export function useInside(steps: Steps) {
  const { $clicksContext, $renderContext } = useSlideContext()
  const router = inject(routerKey, undefined)
  const route = computed(() => {
    const live = $renderContext.value === 'slide' || $renderContext.value === 'presenter'
    const now = router?.currentRoute.value
    return live && now && !('print' in now.query) ? now : undefined
  })
  const inside = computed(() => route.value && steps[$clicksContext.current]?.inner)
  const fixed = inject(fixedInside, undefined)
  const name = computed(() => fixed ?? (inside.value && route.value && insideName(route.value.query)))
  return {
    name,
    /** Its place, from 0, and how many there are; undefined where there is nothing to step through, or on paper. */
    position: computed(() => inside.value && { index: insideIndex(inside.value, name.value), count: inside.value.steps.length }),
    go: (by: number) => {
      if (router && inside.value)
        stepInside(router, inside.value, by)
    },
  }
}
