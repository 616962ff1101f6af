import { createClicksContextBase } from '@slidev/client/composables/useClicks.ts'
import { useFixedNav } from '@slidev/client/composables/useNav.ts'
import { injectionSlidevContext } from '@slidev/client/constants.ts'
import type { SlidevContext } from '@slidev/client/modules/context.ts'
import type { ClicksContext, SlideRoute } from '@slidev/types'
import { provide, reactive, ref } from 'vue'

/** Gives what Slidev's own app gives, at one click of a slide that nothing moves: Slidev counts clicks only once mounted, which never happens in Node. */
export function provideFixedNav(route: SlideRoute, click: number, clicks: number): ClicksContext {
  const context = createClicksContextBase(ref(click), 0, clicks)
  provide(injectionSlidevContext, reactive({ nav: useFixedNav(route, context), configs: {} as SlidevContext['configs'], themeConfigs: {} }))
  return context
}
