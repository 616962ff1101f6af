import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { slides } from '../../slides/index.ts'

it('slides.md has the slides of slides/index.ts, in their order', () => {
  const named = [...readFileSync('slides.md', 'utf8').matchAll(/^src: \.\/slides\/(?:parts\/)?(.+)\/slide\.md$/gm)].map(([, name]) => name)
  expect(['cover', ...named]).toEqual(slides.map(({ name }) => name))
})
