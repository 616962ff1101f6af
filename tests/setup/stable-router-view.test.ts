import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick, onUpdated } from 'vue'
import { createMemoryHistory, createRouter, useRoute } from 'vue-router'
import { StableRouterView } from '../../setup/slidev-patches/stable-router-view.ts'

/** A deck of two rooms that counts how often each is drawn again. */
async function open() {
  const drawn = { stage: 0, read: 0 }
  const pageOf = (name: keyof typeof drawn) => defineComponent({
    setup() {
      onUpdated(() => drawn[name]++)
      return () => h('p', name)
    },
  })
  const step = defineComponent({
    setup() {
      const route = useRoute()
      return () => h('b', `${String(route.params['no'])}.${String(route.query['clicks'] ?? 0)}`)
    },
  })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/:no', component: defineComponent({ setup: () => () => h('main', [h(pageOf('stage')), h(step)]) }) },
      { path: '/room/read', component: pageOf('read') },
      { path: '/room/steps', component: defineComponent({ props: { steps: { type: Boolean, required: true } }, render() {
        return h('i', this.steps === true ? 'steps' : 'slides')
      } }), props: { steps: true } },
      { path: '/room/closed', component: pageOf('read'), beforeEnter: () => false },
    ],
  })
  await router.push('/1')
  const deck = mount(StableRouterView, { global: { plugins: [router] } })
  /** Goes to an address, and says what is there then. */
  const goTo = async (path: string): Promise<string> => {
    await router.push(path)
    await nextTick()
    return deck.text()
  }
  return { deck, goTo, drawn }
}

describe('StableRouterView', () => {
  it('the page is not drawn again at another slide or click', async () => {
    const { deck, goTo, drawn } = await open()
    expect(deck.text()).toBe('stage1.0')
    expect(await goTo('/1?clicks=3')).toBe('stage1.3')
    expect(await goTo('/2')).toBe('stage2.0')
    expect(drawn).toEqual({ stage: 0, read: 0 })
  })

  it('another page is drawn at its address, and none where that is closed', async () => {
    const { goTo } = await open()
    expect(await goTo('/room/closed')).toBe('stage1.0')
    expect(await goTo('/room/read')).toBe('read')
    expect(await goTo('/room/steps')).toBe('steps')
    expect(await goTo('/2')).toBe('stage2.0')
  })
})
