/** A page beside the slides: the talk to be read, or what offers it on paper. */
export type StaticPage = 'read' | 'papers'

/** Whether there are such pages beyond the one to be read: only a build has them. */
export const isBuilt = import.meta.env.PROD

/**
 * The address of a page beside the slides. On a page drawn in Node, and in any folder of any server, it leads to a file.
 *
 * @param base the path that the deck is served under, or './' where that is not known
 */
export function staticPageAddress(page: StaticPage, base: string = import.meta.env.SSR ? './' : import.meta.env.BASE_URL): string {
  return base === './' ? `${page}.html` : `${base}${page}`
}

/** The address of the file that says whose work is in the deck, and on which terms: only a build has it. */
export function noticesAddress(base: string = import.meta.env.SSR ? './' : import.meta.env.BASE_URL): string {
  return `${base === './' ? '' : base}third-party-notices.txt`
}

/** The address of the page that says what of the deck was compared with a real cluster, and what came of it: a file wherever the deck is served. */
export function checkedAddress(base: string = import.meta.env.SSR ? './' : import.meta.env.BASE_URL): string {
  return `${base === './' ? '' : base}checked.html`
}
