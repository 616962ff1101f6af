import { mount } from '@vue/test-utils'
import { createClicksContextBase } from '@slidev/client/composables/useClicks.ts'
import { injectionClicksContext, injectionCurrentPage, injectionFrontmatter, injectionRenderContext, injectionSlidevContext } from '@slidev/client/constants.ts'
import type { ClicksContext } from '@slidev/types'
import { type Component, defineComponent, h, nextTick, provide, reactive, ref, shallowRef } from 'vue'

/** A picture mounted on a slide of its own, with Slidev's real click context. */
export interface Hosted {
  readonly context: ClicksContext
  readonly element: HTMLElement
  /** Goes to a click and waits for the drawing. */
  readonly click: (to: number) => Promise<void>
  readonly unmount: () => void
}

/** Stands for Slidev's link, which needs a router. */
const Link = defineComponent({
  props: { to: { type: String, required: true } },
  setup: ({ to }, { slots }) => () => h('a', { href: to }, slots['default']?.()),
})

/** Mounts a picture as Slidev would: the slide provides the context, the picture claims its clicks. */
export async function host(picture: Component, props: Record<string, unknown> = {}): Promise<Hosted> {
  const current = ref(0)
  const context = createClicksContextBase(current)
  const slide = defineComponent({
    setup() {
      provide(injectionClicksContext, shallowRef(context))
      provide(injectionCurrentPage, ref(1))
      provide(injectionRenderContext, ref('slide' as const))
      provide(injectionFrontmatter, {})
      provide(injectionSlidevContext, reactive({ nav: { currentSlideNo: 1 }, configs: {}, themeConfigs: {} }) as never)
      context.setup()
      return () => h('div', [h(picture, props)])
    },
  })
  const wrapper = mount(slide, { attachTo: document.body, global: { components: { Link } } })
  await nextTick()
  return {
    context,
    element: wrapper.element as HTMLElement,
    click: async (to) => {
      context.current = to
      await nextTick()
    },
    unmount: () => wrapper.unmount(),
  }
}

/** Ids of the boxes that are drawn. */
export function boxesOf(element: HTMLElement): string[] {
  return [...element.querySelectorAll<HTMLElement>('[data-box]')].map(box => box.dataset['box'] ?? '')
}

/** Ids of the arrows that are drawn. */
export function arrowsOf(element: HTMLElement): string[] {
  return [...element.querySelectorAll<HTMLElement>('[data-arrow]')].map(arrow => arrow.dataset['arrow'] ?? '')
}
