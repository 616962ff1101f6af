import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { TalkSettings } from '../../talk/talk-settings.ts'

const { settings } = vi.hoisted(() => ({ settings: {} as TalkSettings }))
vi.mock('../../settings.ts', async load => ({ settings: Object.assign(settings, (await load<typeof import('../../settings.ts')>()).settings) }))

/** The two slides as they are with the settings of this moment: the code is made when they are loaded. */
async function load() {
  vi.resetModules()
  const [cover, thanks] = await Promise.all([import('../../slides/cover/Picture.vue'), import('../../slides/thanks/Picture.vue')])
  return { CoverPicture: cover.default, ThankYou: thanks.default }
}

const delivered = { ...(await vi.importActual<typeof import('../../settings.ts')>('../../settings.ts')).settings }
afterEach(() => Object.assign(settings, delivered))

describe('addresses', () => {
  it('are made up nowhere while they are not set', async () => {
    for (const component of Object.values(await load())) {
      const page = mount(component)
      expect(page.findAll('a')).toHaveLength(0)
      expect(page.find('.address-code').exists()).toBe(false)
    }
  })

  it('are shown as code and link once they are set', async () => {
    Object.assign(settings, { deck: 'https://example.org/deck/', article: 'https://example.org/article', repository: 'https://example.org/source' })
    const { CoverPicture, ThankYou } = await load()
    const cover = mount(CoverPicture)
    expect(cover.findAll('a').map(link => link.attributes('href'))).toEqual(['https://example.org/article', 'https://example.org/deck/'])
    expect(cover.find('.address-code [role=img]').attributes('aria-label')).toBe('QR code: https://example.org/deck/')
    expect(cover.find('.address-code .dark').attributes('d')?.length).toBeGreaterThan(500)
    const thanks = mount(ThankYou)
    expect(thanks.findAll('a').map(link => link.attributes('href'))).toEqual(['https://example.org/deck/', 'https://example.org/article', 'https://example.org/source'])
  })
})

describe('a speaker and an event', () => {
  it('are shown on cover and farewell once they are set, and the licence line at the end', async () => {
    Object.assign(settings, { speaker: 'Ann Example', affiliation: 'Example University', event: 'Meetup', date: '2026-12-05', address: 'ann@example.org', licence: '© 2026 Ann Example, CC BY 4.0' })
    const { CoverPicture, ThankYou } = await load()
    const [cover, thanks] = [mount(CoverPicture), mount(ThankYou)]
    for (const page of [cover, thanks])
      expect(page.find('.talk-occasion').text().replace(/\s+/g, ' ')).toMatch(/^Ann Example, Example University ?Meetup · 5 December 2026/)
    expect(cover.find('.talk-occasion a').exists()).toBe(false)
    expect(thanks.find('.talk-occasion a').attributes('href')).toBe('mailto:ann@example.org')
    expect(thanks.find('.credit').text()).toContain('© 2026 Ann Example, CC BY 4.0')
  })

  it('leave nothing behind where they are not', async () => {
    for (const component of Object.values(await load()))
      expect(mount(component).find('.talk-occasion').exists()).toBe(false)
  })

  it('dates and times use the language that is set', async () => {
    Object.assign(settings, { date: '2026-12-05', language: 'de' })
    const { CoverPicture } = await load()
    expect(mount(CoverPicture).find('.talk-occasion').text()).toBe('5. Dezember 2026')
  })
})
