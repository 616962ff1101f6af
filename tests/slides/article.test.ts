import { describe, expect, it } from 'vitest'
import { parts } from '../../slides/parts/index.ts'
import { mapBoxes } from '../../slides/hub/steps.ts'
import { eightBoxes } from '../../slides/eight-steps/steps.ts'
import { articleReferences } from '../../slides/references/references.ts'
import { analogies, firstDrawing, quotations, references, secondDrawing } from '../fixtures/article.ts'

const plain = (label: string) => label.replace(/\/\n/g, '/').replace(/\n/g, ' ').replace(/’/g, '\'').toLowerCase()

describe('the article is all there', () => {
  it('keeps every box of the first drawing, under its label', () => {
    const drawn = mapBoxes.filter(({ original }) => original).map(({ label }) => plain(label))
    expect(drawn.toSorted()).toEqual(firstDrawing.map(plain).toSorted())
  })

  it('adds only what the first drawing leaves out', () => {
    const added = new Set(mapBoxes.filter(({ original }) => !original).map(({ label }) => label))
    expect([...added].toSorted()).toEqual(['kube-proxy', 'runtime'])
  })

  it('keeps the eight boxes of the second drawing, in order, under their labels', () => {
    expect(eightBoxes.map(({ number, label }) => plain(`${number}. ${label}`))).toEqual(secondDrawing.map(plain))
  })

  it('keeps the seven parts in order, with their analogies', () => {
    expect(parts.map(({ name }) => plain(name))).toEqual(analogies.map(([name]) => plain(name)))
    for (const [index, [, analogy]] of analogies.entries())
      expect(plain(parts[index]?.analogy ?? '')).toContain(analogy)
  })

  it('has three duties a part', () => {
    expect(parts.map(({ duties }) => duties.length)).toEqual([3, 3, 3, 3, 3, 3, 3])
  })

  it('quotes it in its own words', () => {
    expect(parts.flatMap(({ duties }) => duties.flatMap(({ article }) => article ?? []))).toEqual([...quotations])
  })

  it('keeps the references', () => {
    const text = articleReferences.map(({ title, detail }) => `${title} ${detail}`).join(' ')
    for (const name of references)
      expect(text).toContain(name)
  })
})
