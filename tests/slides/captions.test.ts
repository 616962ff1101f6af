import { expect, it } from 'vitest'
import { captionText } from '../../talk/step.ts'
import { loadDeeperOutline } from '../../deck/navigation.ts'
import { talk } from '../../deck/slides.ts'

/** Longest caption that stays on one line of 24 px across 900 px; tests/browser/walk.test.ts holds the pixels. */
const captionLength = 76

await loadDeeperOutline()

it.each([...talk])('each caption of %s has one line', (_, steps) => {
  expect(steps.filter(({ caption }) => caption.lead === '')).toEqual([])
  expect(steps.map(({ caption }) => captionText(caption)).filter(({ length }) => length > captionLength)).toEqual([])
})
