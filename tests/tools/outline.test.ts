import { describe, expect, it } from 'vitest'
import type { Steps } from '../../talk/step.ts'
import { outline } from '../../tools/outline/table.ts'

const source = 'docs:concepts/architecture'
const steps: Steps = [
  { id: 'first', caption: { lead: 'One.', rest: 'Two – three.' }, narration: 'Four five.', source },
  { id: 'last', caption: { lead: 'Six | seven.', rest: '' }, narration: 'Eight, nine and ten.', source },
]

describe('the outline of the talk', () => {
  it('has a row a slide, with clicks, time, words, words a minute and the last caption, and adds them up', () => {
    expect(outline([{ title: 'Cover _page_', steps: undefined, said: ['Good evening, all of you.'], seconds: 3 }, { title: 'Hub', steps, said: ['Four five.', 'Eight, nine and ten.'], seconds: 4 }, { title: 'Hub again', steps, said: ['Four five.', 'Eight, nine and ten.'], seconds: 3 }]).split('\n')).toEqual([
      '|  | slide | clicks | seconds | words | a minute | what it leaves behind |',
      '| ---: | :--- | ---: | ---: | ---: | ---: | :--- |',
      '| 1 | Cover page | 0 | 3 | 5 | 100 |  |',
      '| 2 | Hub | 1 | 4 | 6 | 90 | Six \\| seven. |',
      '| 3 | Hub again | 1 | 3 | 6 | 120 | Six \\| seven. |',
      '|  | 3 slides | 2 | 10 | 17 | 102 |  |',
    ])
  })
})
