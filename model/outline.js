import { innerCaption } from './outcomes/outcome.ts';
import { outcomeAt, outcomeSteps } from './outcomes/outcomes.ts';
import { captionText } from './step.ts';
import { talk } from './talk.ts';
function insideOf(slide, click) {
    const step = slide === 'outcomes' ? outcomeSteps[click] : undefined;
    const outcome = step && outcomeAt(step.id);
    if (!outcome)
        return {};
    const steps = outcome.inner.map(each => ({ id: each.id, caption: captionText(innerCaption(outcome, each)) }));
    return { inside: { steps, telling: outcome.telling } };
}
/**
 * The talk as navigation needs it: names and captions, by the permanent name of the slide. Plain data: the built deck
 * has it as such, without the model that it is made from.
 */
export const outline = Object.fromEntries([...talk].map(([slide, steps]) => [slide, steps.map(({ id, caption }, click) => ({ id, caption: captionText(caption), ...insideOf(slide, click) }))]));
