/** The deck's name, as search engines, chats and tabs show it. */
export const deckTitle = 'Kubernetes Architecture Deep Dive'

/** What a tab is called that shows a slide. @param title of the slide; empty where the page stands for the whole deck */
export function pageTitle(title: string): string {
  return title && title !== deckTitle ? `${title} · ${deckTitle}` : deckTitle
}
