/** What the line under the picture says at a step inside. */
export function innerCaption(outcome, { caption = outcome.caption }) {
    return caption;
}
