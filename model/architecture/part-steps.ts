import type { Part, PartId } from './anatomy.ts'
import type { Step, Steps } from '../step.ts'
import { partOf, parts } from './anatomy.ts'

/** The steps of a part's slide: its analogy, its duties one by one, and what to keep. */
export function partSteps(id: PartId): Steps {
  const part = partOf(id)
  const opening: Step = {
    id: 'analogy',
    caption: { lead: `${placeOf(part)}.`, rest: part.official === part.name ? '' : `Its program: ${part.official}.` },
    narration: part.opening,
    source: part.source,
  }
  const duties = part.duties.map(({ id, caption, narration, source }): Step => ({ id, caption, narration, source }))
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
