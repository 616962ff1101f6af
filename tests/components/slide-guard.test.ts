import { mount } from '@vue/test-utils'
import { createClicksContextBase } from '@slidev/client/composables/useClicks.ts'
import { injectionClicksContext, injectionCurrentPage, injectionFrontmatter, injectionRenderContext, injectionSlidevContext } from '@slidev/client/constants.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSSRApp, defineComponent, h, nextTick, provide, reactive, ref, shallowRef, type VNode } from 'vue'
import { renderToString } from 'vue/server-renderer'
import SlideGuard from '../../components/frame/SlideGuard.vue'

const warn = vi.spyOn(console, 'warn')
beforeEach(() => void warn.mockImplementation(() => {}))
afterEach(() => warn.mockClear())

/** A talk whose slides follow one click. */
function talkOf(...pictures: readonly ((click: number) => VNode)[]): { readonly text: () => string, readonly html: () => string, readonly press: () => Promise<void>, readonly click: (to: number) => Promise<void> } {
  const current = ref(0)
  const talk = mount(defineComponent({
    setup() {
      const context = createClicksContextBase(current, 0, 9)
      provide(injectionClicksContext, shallowRef(context))
      provide(injectionCurrentPage, ref(1))
      provide(injectionRenderContext, ref('slide' as const))
      provide(injectionFrontmatter, {})
      provide(injectionSlidevContext, reactive({ nav: { currentSlideNo: 1 }, configs: {}, themeConfigs: {} }) as never)
      const drawn = pictures.map(picture => defineComponent({ name: 'DrawnPicture', setup: () => () => picture(current.value) }))
      return () => drawn.map(picture => h('section', [h(SlideGuard, () => h(picture))]))
    },
  }))
  return {
    text: () => talk.text(),
    html: () => talk.html(),
    press: () => talk.find('button').trigger('click'),
    click: async (to) => {
      current.value = to
      await nextTick()
      await nextTick()
    },
  }
}

const fine = (click: number): VNode => h('p', { class: 'fine' }, `all is well at ${click}`)
const throwsAt = (...clicks: readonly number[]) => (click: number): VNode => {
  if (clicks.includes(click))
    throw new Error('no such node "worker-9"')
  return fine(click)
}

describe('a picture that throws', () => {
  it('shows its last good drawing, and the next key draws anew, whatever step throws', async () => {
    const talk = talkOf(throwsAt(2, 3, 5))
    const shown: string[] = []
    for (const click of [0, 1, 2, 3, 4, 5, 6]) {
      await talk.click(click)
      shown.push(talk.text())
    }
    expect(shown).toEqual([0, 1, 1, 1, 4, 4, 6].map(click => `all is well at ${click}`))
    expect(talk.html()).toContain('class="fine"')
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('no such node "worker-9"'))
  })

  it('goes back over the step that throws', async () => {
    const talk = talkOf(throwsAt(1))
    for (const click of [2, 1, 0])
      await talk.click(click)
    expect(talk.text()).toBe('all is well at 0')
  })

  it('names itself and says why where nothing was drawn yet, leaves the next slide alone, and is drawn at the next key', async () => {
    const talk = talkOf(throwsAt(0), fine)
    await nextTick()
    expect(talk.text()).toContain('DrawnPicture could not be drawn.')
    expect(talk.text()).toContain('no such node "worker-9"')
    expect(talk.text()).toContain('all is well at 0')
    await talk.click(1)
    expect(talk.text()).toBe('all is well at 1all is well at 1')
  })

  it('keeps its drawing where it is a part of it that throws', async () => {
    const part = defineComponent({ name: 'BrokenPart', setup: () => { throw new Error('half a picture') } })
    const talk = talkOf(click => h('div', [h('p', `all is well at ${click}`), click === 1 ? h(part) : null]))
    await talk.click(1)
    expect(talk.text()).toContain('all is well at')
    expect(talk.text()).not.toContain('could not be drawn')
    await talk.click(2)
    expect(talk.text()).toBe('all is well at 2')
  })
})

it('a press that fails leaves the drawing as it is', async () => {
  const fails = (): void => {
    throw new Error('nothing to press')
  }
  const talk = talkOf(() => h('button', { onClick: fails }, 'press me'))
  await talk.press()
  expect(talk.text()).toBe('press me')
  expect(warn).toHaveBeenCalled()
})

describe('a picture that throws while pages are drawn without a browser', () => {
  it('ends that, so that no page is built without its picture', async () => {
    vi.stubGlobal('document', undefined)
    const app = createSSRApp(defineComponent({
      setup() {
        provide(injectionClicksContext, shallowRef(createClicksContextBase(ref(0), 0, 9)))
        provide(injectionCurrentPage, ref(1))
        provide(injectionRenderContext, ref('slide' as const))
        provide(injectionFrontmatter, {})
        provide(injectionSlidevContext, reactive({ nav: { currentSlideNo: 1 }, configs: {}, themeConfigs: {} }) as never)
        return () => h(SlideGuard, () => h(defineComponent(() => () => throwsAt(0)(0))))
      },
    }))
    await expect(renderToString(app)).rejects.toThrow('no such node "worker-9"')
    vi.unstubAllGlobals()
  })
})
