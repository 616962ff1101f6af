import type { PartId } from './anatomy.ts'
import { partOf } from './anatomy.ts'
import type { WorkSteps } from './at-work/index.ts'
import { atWork } from './at-work/index.ts'
import { duty, keep, opening } from './at-work/telling.ts'

/** The steps of a part's slide: the part at work, or its analogy, its duties one by one, and what to keep. */
export function partSteps(id: PartId): WorkSteps {
  const work = atWork.get(id)
  if (work)
    return work
  const part = partOf(id)
  return [opening(part), ...part.duties.map(each => duty(part, each.id)), keep(part)]
}
