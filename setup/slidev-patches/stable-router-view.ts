import { defineComponent, h, shallowRef } from 'vue'
import { useRouter } from 'vue-router'

/**
 * Shows the room of the deck that the address leads to: the talk, the presenter's, a page to be read. The router's own
 * view draws its whole page again at each change of the address; here what stays in a room follows it by itself.
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
