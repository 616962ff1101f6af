/** Keeps the literal step ids for the compiler, so that a wrong step name does not compile. */
export function defineSteps(steps) {
    return steps;
}
/** The clicks of a slide that have a page on paper, in order; a slide without steps has its one state there. */
export function pageClicks(steps) {
    return steps?.flatMap(({ page }, click) => page || click === steps.length - 1 ? [click] : []) ?? [0];
}
/** The caption as one sentence or two, for notes, screen readers and paper. */
export function captionText({ lead, rest }) {
    return [lead, rest].filter(Boolean).join(' ');
}
