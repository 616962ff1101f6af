import { defineComponent, h, shallowRef } from 'vue'
import { useRouter } from 'vue-router'

/**
 * Shows the view of the deck for the address: the talk, the presenter's, the reading page. The router's own
 * view draws its whole page again at each change of the address; here it is drawn again only when the view changes.
 *
 * Leans on: no page of Slidev guards its own address, and none has another within it.
 */
export const StableRouterView = defineComponent({
  name: 'StableRouterView',
  setup() {
    const router = useRouter()
    const shown = shallowRef(router.currentRoute.value.matched.at(-1))
    router.afterEach(({ matched }, _, failure) => {
      if (!failure)
        shown.value = matched.at(-1)
    })
    return () => {
      const { components, props } = shown.value ?? {}
      const given = props?.['default']
      return components?.['default'] && h(components['default'], typeof given === 'object' ? given : {})
    }
  },
})
