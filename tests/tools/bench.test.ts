import { describe, expect, test } from 'vitest'
import { parseSync } from '@slidev/parser'
import { requestSteps } from '../../slides/request/steps.ts'
import { COMPARED, plainSlidevArticle } from '../../tools/bench/article.ts'
import { quantile, table } from '../../tools/bench/table.ts'

describe('a table', () => {
  test('has the labels at the left, the figures at the right, and one decimal', () => {
    expect(table(['ms', 'median', 'n'], [['this deck', 9.04, '145'], ['stock', 12.36, '9']])).toBe([
      'ms         median    n',
      'this deck     9.0  145',
      'stock        12.4    9',
    ].join('\n'))
  })

  test('a table without rows is its head alone', () => expect(table(['ms', 'median'], [])).toBe('ms  median'))
  test.each([[['stock']], [['stock', 1, 2]]] as const)('refuses a row as %j', row => expect(() => table(['ms', 'median'], [row])).toThrow('"stock"'))
})

describe('a quantile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  test.each([[0.5, 50], [0.95, 95], [1, 100], [0.001, 1]])('%d of 1 to 100 is %i', (share, value) => expect(quantile(hundred, share)).toBe(value))
  test('orders numbers as numbers, and leaves the list alone', () => {
    const values = [10, 9, 100]
    expect(quantile(values, 0.5)).toBe(10)
    expect(values).toEqual([10, 9, 100])
  })
  test.each([[[], 0.5], [[1], 0], [[1], 1.1]])('there is none of %j at %d', (values, share) => expect(() => quantile(values, share)).toThrow(RangeError))
})

describe('the deck that ours is measured beside', () => {
  const { slides } = parseSync(plainSlidevArticle(), 'slides.md')
  const compared = slides.find(({ frontmatter }) => frontmatter['routeAlias'] === COMPARED)
  const elements = (text: string): number => text.match(/<(svg|rect|text|line|polygon)\b/g)?.length ?? 0

  test('the stock deck uses nothing but the default theme', () => {
    expect(slides[0]?.frontmatter).toEqual({ theme: 'default' })
  })

  test('has a slide with a click for each step of the request', () => {
    expect(compared?.content.match(/^- /gm)).toHaveLength(requestSteps.length - 1)
  })

  test('has two drawings of as many elements as the article\'s', () => {
    expect(slides.map(({ content }) => elements(content)).filter(Boolean)).toEqual([34, 32])
  })
})
