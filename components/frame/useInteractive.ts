import { useSlideContext } from '@slidev/client'
import { inject, onMounted, type Ref, shallowRef } from 'vue'
import { routerKey } from 'vue-router'

/** Whether a picture is on the stage of somebody who can use it: not on paper, in the overview, before a speaker, or drawn ahead of its script. */
export function useLive(): Ref<boolean> {
  const { $renderContext } = useSlideContext()
  const router = inject(routerKey, undefined)
  const live = shallowRef(false)
  onMounted(() => {
    const query = router?.currentRoute.value.query ?? {}
    live.value = $renderContext.value === 'slide' && !('print' in query)
  })
  return live
}
