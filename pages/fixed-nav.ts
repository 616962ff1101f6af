import { createClicksContextBase } from '@slidev/client/composables/useClicks.ts'
import { useFixedNav } from '@slidev/client/composables/useNav.ts'
import { injectionSlidevContext } from '@slidev/client/constants.ts'
import type { SlidevContext } from '@slidev/client/modules/context.ts'
import type { ClicksContext, SlideRoute } from '@slidev/types'
import { provide, reactive, ref } from 'vue'

/**
 * Gives the components below what Slidev's own app gives them, at one click of a slide that nothing moves. Slidev's
 * `createFixedClicks` counts the clicks only once the slide is mounted, which never happens in Node: the data has their number.
 *
 * @param click from 0, which is the slide before any click
 * @param clicks how many there are
 */
export function provideFixedNav(route: SlideRoute, click: number, clicks: number): ClicksContext {
  const context = createClicksContextBase(ref(click), 0, clicks)
  provide(injectionSlidevContext, reactive({ nav: useFixedNav(route, context), configs: {} as SlidevContext['configs'], themeConfigs: {} }))
  return context
}
