import { describe, expect, it } from 'vitest'
import { headTags } from '../../setup/vite-plugins.ts'

const text = (address: string) => JSON.stringify(headTags(address))

describe('what the page says of itself', () => {
  it('makes up no address where none is set', () => {
    expect(text('')).not.toMatch(/canonical|og:url|og:image|https?:/)
  })

  it('names the deck and its picture absolutely where its address is set', () => {
    expect(text('https://example.org/deck/')).toContain('"rel":"canonical","href":"https://example.org/deck/"')
    expect(text('https://example.org/deck/')).toContain('https://example.org/deck/social.png')
  })
})
