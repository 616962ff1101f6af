import { describe, expect, it } from 'vitest'
import { partOf, parts } from '../../../slides/parts/index.ts'
import { atWork } from '../../../slides/parts/steps.ts'
import { dutyStep } from '../../../slides/parts/part-steps.ts'
import { captionText } from '../../../talk/step.ts'

describe.each(parts.map(part => [part.id, part] as const))('%s at work', (id, part) => {
  const steps = atWork[id]

  it('takes four to seven clicks', () => {
    expect(steps.length - 1).toBeGreaterThanOrEqual(4)
    expect(steps.length - 1).toBeLessThanOrEqual(7)
  })

  it('each duty has one step, in the order of the facts', () => {
    expect(steps.flatMap(step => step.duty ?? [])).toEqual(part.duties.map(each => each.id))
  })

  it('says each duty, and what the article says of it where that misleads, while its step is shown', () => {
    for (const { id, says, article } of part.duties) {
      const narration = steps.find(step => step.duty === id)?.narration ?? ''
      expect(narration, id).toContain(says)
      expect(narration, id).toContain(article ?? says)
    }
  })

  it('ends with what to keep, shown and said', () => {
    const last = steps.at(-1)
    expect(last?.caption).toEqual(part.takeaway)
    expect(last?.narration).toContain(captionText(part.takeaway))
  })
})

it('a duty that a part does not have is refused by name', () => {
  expect(() => dutyStep(partOf('etcd'), 'dance')).toThrow('etcd has no duty "dance". Duties: keys, revision, majority.')
})
