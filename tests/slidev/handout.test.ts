// @vitest-environment happy-dom
import { createClicksContextBase } from '@slidev/client/composables/useClicks.ts'
import { injectionClicksContext, injectionCurrentPage, injectionRenderContext, injectionSlidevContext } from '@slidev/client/constants.ts'
import { mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { reactive, ref, shallowRef } from 'vue'
import type { TalkSettings } from '../../talk/talk-settings.ts'

const { settings } = vi.hoisted(() => ({ settings: {} as TalkSettings }))
vi.mock('../../settings.ts', async load => ({ settings: Object.assign(settings, (await load<typeof import('../../settings.ts')>()).settings) }))

const { default: HandoutCredits } = await import('../../pages/paper/HandoutCredits.vue')
const { default: HandoutSlide } = await import('../../pages/paper/HandoutSlide.vue')
const { readTalk } = await import('../../pages/reading.ts')

afterEach(() => Object.assign(settings, { deck: '', article: '', repository: '', licence: '' }))

const slide = readTalk().flatMap(({ slides }) => slides).find(({ name }) => name === 'etcd')

/** What Slidev provides to all of a deck, beside a slide as well. */
const deck = {
  [injectionClicksContext as symbol]: shallowRef(createClicksContextBase(ref(0))),
  [injectionCurrentPage as symbol]: ref(1),
  [injectionRenderContext as symbol]: ref('none'),
  [injectionSlidevContext as symbol]: reactive({ nav: {}, configs: {}, themeConfigs: {} }),
}

function mountSlide() {
  if (!slide)
    throw new Error('There is no slide "etcd".')
  return mount(HandoutSlide, { props: { slide, section: 'Control plane', opens: false }, global: { provide: deck, stubs: { PaperSlide: true } } })
}

it('a slide on paper says where it is online only where the deck has an address', () => {
  expect(mountSlide().find('.address-code').exists()).toBe(false)
  Object.assign(settings, { deck: 'https://example.org/deck/' })
  const code = mountSlide().find('.address-code')
  expect(code.find('[role=img]').attributes('aria-label')).toBe('QR code: https://example.org/deck/etcd')
  expect(code.find('a').attributes('href')).toBe('https://example.org/deck/etcd')
})

it('the credits print the addresses that are set', () => {
  const printed = () => mount(HandoutCredits, { global: { provide: deck } }).findAll('a').map(link => [link.attributes('href'), link.text()])
  expect(printed().map(([href]) => href).filter(href => href?.includes('example.org'))).toEqual([])
  Object.assign(settings, { article: 'https://example.org/article', repository: 'https://example.org/source' })
  expect(printed()).toEqual(expect.arrayContaining([['https://example.org/article', 'example.org/article'], ['https://example.org/source', 'example.org/source']]))
})

it('the credits have the licence line that is set', () => {
  const text = () => mount(HandoutCredits, { global: { provide: deck } }).text()
  expect(text()).not.toContain('©')
  Object.assign(settings, { licence: '© 2026 Ann Example, CC BY 4.0' })
  expect(text()).toContain('© 2026 Ann Example, CC BY 4.0')
})

it('has the talk as slides.md orders it, with what is said on every slide', () => {
  const slides = readTalk().flatMap(({ slides }) => slides)
  expect(slides.map(({ no }) => no)).toEqual(slides.map((_, index) => index + 1))
  expect(slides.filter(({ title }) => !title)).toEqual([])
  expect(slides.filter(({ said }) => !said.every(words => /[.?!]$/.test(words))).map(({ name }) => name)).toEqual([])
  expect(slides.filter(({ said }) => said.some(words => /[<>]|&\w+;/.test(words))).map(({ name }) => name)).toEqual([])
})
