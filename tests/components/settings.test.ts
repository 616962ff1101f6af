import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'

const { settings } = vi.hoisted(() => ({ settings: { deck: '', article: '', repository: '' } }))
vi.mock('../../settings.ts', () => ({ settings }))

/** The two slides as they are with the settings of this moment: the code is made when they are loaded. */
async function load() {
  vi.resetModules()
  const [cover, thanks] = await Promise.all([import('../../slides/cover/Picture.vue'), import('../../slides/thanks/Picture.vue')])
  return { CoverPicture: cover.default, ThankYou: thanks.default }
}

afterEach(() => Object.assign(settings, { deck: '', article: '', repository: '' }))

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
