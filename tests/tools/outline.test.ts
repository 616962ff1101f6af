import { describe, expect, it } from 'vitest'
import type { Steps } from '../../talk/step.ts'
import { outline } from '../../tools/outline/table.ts'

const source = 'docs:concepts/architecture'
const steps: Steps = [
  { id: 'first', caption: { lead: 'One.', rest: 'Two – three.' }, narration: 'Four five.', source },
  { id: 'last', caption: { lead: 'Six | seven.', rest: '' }, narration: 'Eight, nine and ten.', source },
]

describe('the outline of the talk', () => {
  it('has a row a slide, with clicks, words and the last caption, and adds them up', () => {
    expect(outline([{ title: 'Cover _page_', steps: undefined }, { title: 'Hub', steps }, { title: 'Hub again', steps }]).split('\n')).toEqual([
      '|  | slide | clicks | words | what it leaves behind |',
      '| ---: | :--- | ---: | ---: | :--- |',
      '| 1 | Cover page | 0 | 0 |  |',
      '| 2 | Hub | 1 | 11 | Six \\| seven. |',
      '| 3 | Hub again | 1 | 11 | Six \\| seven. |',
      '|  | 3 slides | 2 | 22 |  |',
    ])
  })
})
