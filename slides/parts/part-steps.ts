import type { Part } from './part.ts'
import { captionText, type Step } from '../../talk/step.ts'

/** A step of a part at work: besides its picture it may bring one of the part's duties onto the slide. */
export interface WorkStep extends Step {
  readonly duty?: string
}

/** The steps of a part at work: at least the opening state. */
export type WorkSteps = readonly [WorkStep, ...WorkStep[]]

/** A step whose name the compiler knows. */
type Named<Id extends string> = WorkStep & { readonly id: Id }

/** The first state of a part's slide: its analogy, and where it runs. */
export function openingStep(part: Part): Named<'analogy'> {
  return {
    id: 'analogy',
    caption: { lead: `${planeOf(part)}.`, rest: part.official === part.name ? '' : `Its program: ${part.official}.` },
    narration: part.opening,
    source: part.source,
  }
}

/** The step that tells one duty of a part, in the words of its facts. Throws if the part has no such duty. */
export function dutyStep<const Id extends string>({ name, duties }: Part, id: Id): Named<Id> {
  const found = duties.find(each => each.id === id)
  if (!found)
    throw new Error(`${name} has no duty "${id}". Duties: ${duties.map(each => each.id).join(', ')}.`)
  const { says, article, caption, narration, source } = found
  // The picture takes the whole slide: what the duty is stands in what the speaker says, word for word.
  const point = article ? `The article says “${article}”. ${says}` : says
  return { id, caption, narration: `${point} ${narration}`, source, duty: id }
}

/** The last state: what to keep. `before` is what the picture shows of it, in full sentences. */
export function takeawayStep({ takeaway: caption, source }: Part, before = 'If you keep one sentence of this slide, keep this one.'): Named<'keep'> {
  return { id: 'keep', caption, narration: `${before} ${captionText(caption)}`, source }
}

function planeOf({ plane, optional }: Part): string {
  if (plane === 'control')
    return 'In the control plane'
  return optional ? 'Usually on every node' : 'On every node'
}
