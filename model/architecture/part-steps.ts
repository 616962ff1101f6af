import type { Part, PartId } from './anatomy.ts'
import type { Step } from '../step.ts'
import { partOf, parts } from './anatomy.ts'
import type { WorkStep, WorkSteps } from './at-work/index.ts'
import { atWork } from './at-work/index.ts'

/** The steps of a part's slide: the part at work, or its analogy, its duties one by one, and what to keep. */
export function partSteps(id: PartId): WorkSteps {
  const work = atWork.get(id)
  if (work)
    return work
  const part = partOf(id)
  const opening: Step = {
    id: 'analogy',
    caption: { lead: `${placeOf(part)}.`, rest: part.official === part.name ? '' : `Its program: ${part.official}.` },
    narration: part.opening,
    source: part.source,
  }
  const duties = part.duties.map(({ id, caption, narration, source }): WorkStep => ({ id, caption, narration, source, duty: id }))
  const keep: Step = {
    id: 'keep',
    caption: part.keep,
    narration: `If you keep one sentence of this slide, keep this one. ${part.keep.lead} ${part.keep.rest}`,
    source: part.source,
  }
  return [opening, ...duties, keep]
}

/** Where a part runs, in a few words. */
export function placeOf(part: Part): string {
  if (part.plane === 'control')
    return 'In the control plane'
  return part.optional ? 'Usually on every node' : 'On every node'
}

/** The place of a part among those of its plane, such as `2 of 4`. */
export function countOf(part: Part): string {
  const siblings = parts.filter(({ plane }) => plane === part.plane)
  return `${siblings.indexOf(part) + 1} of ${siblings.length}`
}
