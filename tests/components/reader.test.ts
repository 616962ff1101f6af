import { afterEach, describe, expect, it, vi } from 'vitest'
import { isFlag, kept } from '../../composables/reader/kept.ts'
import { copyLink } from '../../composables/reader/address.ts'
import { notice } from '../../composables/notice.ts'
import { wordsAddress } from '../../composables/words-address.ts'

const blocked = (): Storage => {
  throw new DOMException('blocked', 'SecurityError')
}
const full = (): Storage => ({ ...localStorage, getItem: () => null, setItem: () => {
  throw new DOMException('full', 'QuotaExceededError')
} }) as Storage
const foreign = (text: string) => (): Storage => ({ getItem: () => text }) as unknown as Storage

describe('a value kept on the device', () => {
  afterEach(() => localStorage.clear())

  it('is there again, and gone once it is forgotten', () => {
    const flag = kept('flag', isFlag)
    expect(flag.read()).toBeUndefined()
    flag.write(true)
    expect(kept('flag', isFlag).read()).toBe(true)
    expect(kept('other', isFlag).read()).toBeUndefined()
    flag.forget()
    expect(flag.read()).toBeUndefined()
  })

  it.each([['blocked', blocked], ['full', full]] as const)('is not kept where storage is %s, and nothing fails', (_, storage) => {
    const flag = kept('flag', isFlag, storage)
    flag.write(true)
    flag.forget()
    expect(flag.read()).toBeUndefined()
  })

  it.each(['no JSON', '"text"', '{"slide":1}', 'null', ''])('is not taken for ours where it says %s', (text) => {
    expect(kept('flag', isFlag, foreign(text)).read()).toBeUndefined()
  })
})

describe('a link that is copied', () => {
  it('is shown where copying is blocked', async () => {
    vi.stubGlobal('navigator', { clipboard: undefined })
    await copyLink('https://example.org/deck/hub?step=dial-in')
    expect(notice.value).toBe('https://example.org/deck/hub?step=dial-in')
    vi.unstubAllGlobals()
  })
})

describe('the link for an error', () => {
  it('leads to the words of the slide, where the repository is known', () => {
    expect(wordsAddress('hub', 'https://example.org/r')).toBe('https://example.org/r/blob/HEAD/model/architecture/cluster-map.ts')
    expect(wordsAddress('references', 'https://example.org/r/')).toBe('https://example.org/r/blob/HEAD/slides.md')
    expect(wordsAddress('hub', '')).toBe('')
  })
})
