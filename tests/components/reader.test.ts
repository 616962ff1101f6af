import { afterEach, describe, expect, it, vi } from 'vitest'
import { isFlag, storedValue } from '../../components/frame/local-storage.ts'
import { createRouter, createWebHashHistory, createWebHistory } from 'vue-router'
import { addressOf, copyLink } from '../../logic/slide-address.ts'
import { notice } from '../../state/notice.ts'
import { editLink } from '../../logic/edit-link.ts'

const blocked = (): Storage => {
  throw new DOMException('blocked', 'SecurityError')
}
const full = (): Storage => ({ ...localStorage, getItem: () => null, setItem: () => {
  throw new DOMException('full', 'QuotaExceededError')
} }) as Storage
const foreign = (text: string) => (): Storage => ({ getItem: () => text }) as unknown as Storage

describe('a value in local storage', () => {
  afterEach(() => localStorage.clear())

  it('is there again, and gone once it is forgotten', () => {
    const flag = storedValue('flag', isFlag)
    expect(flag.read()).toBeUndefined()
    flag.write(true)
    expect(storedValue('flag', isFlag).read()).toBe(true)
    expect(storedValue('other', isFlag).read()).toBeUndefined()
    flag.forget()
    expect(flag.read()).toBeUndefined()
  })

  it.each([['blocked', blocked], ['full', full]] as const)('is not kept where storage is %s, and nothing fails', (_, storage) => {
    const flag = storedValue('flag', isFlag, storage)
    flag.write(true)
    flag.forget()
    expect(flag.read()).toBeUndefined()
  })

  it.each(['no JSON', '"text"', '{"slide":1}', 'null', ''])('is not taken for ours where it says %s', (text) => {
    expect(storedValue('flag', isFlag, foreign(text)).read()).toBeUndefined()
  })
})

describe('a link that is copied', () => {
  it.each([
    ['of its own', createWebHistory('/deck/'), '/deck/break-it?step=pending&play=1Ggf'],
    ['behind a #', createWebHashHistory('/deck/'), '/deck/#/break-it?step=pending&play=1Ggf'],
  ])('carries the step by name and the cluster that somebody plays with, with an address %s', (_, history, path) => {
    const router = createRouter({ history, routes: [{ path: '/:no', component: {} }] })
    const link = addressOf(router, { query: { clicks: '3', play: '1Ggf' } }, 'break-it', 3)
    expect(link).toBe(new URL(path, location.href).href)
  })

  it('is shown where copying is blocked', async () => {
    vi.stubGlobal('navigator', { clipboard: undefined })
    await copyLink('https://example.org/deck/hub?step=dial-in')
    expect(notice.value).toBe('https://example.org/deck/hub?step=dial-in')
    vi.unstubAllGlobals()
  })
})

describe('the link for an error', () => {
  it('leads to the words of the slide, where the repository is known', () => {
    expect(editLink('hub', 'https://example.org/r')).toBe('https://example.org/r/blob/HEAD/slides/hub/steps.ts')
    expect(editLink('references', 'https://example.org/r/')).toBe('https://example.org/r/blob/HEAD/slides/index.ts')
    expect(editLink('hub', '')).toBe('')
  })
})
