import type { CDPSession } from 'playwright-chromium'

/**
 * Names and descriptions in the accessibility tree of the page: what a screen reader can read out of it, what its buttons
 * would do aside, and the lines of a log, which everybody can scroll to.
 */
export async function accessibleTexts(devtools: CDPSession): Promise<readonly string[]> {
  const { nodes } = await devtools.send('Accessibility.getFullAXTree')
  const parents = new Map(nodes.flatMap(({ nodeId, childIds = [] }) => childIds.map(child => [child, nodeId] as const)))
  const logs = new Set(nodes.filter(({ role }) => role?.value === 'log').map(({ nodeId }) => nodeId))
  const isLogged = (id: string | undefined): boolean => id !== undefined && (logs.has(id) || isLogged(parents.get(id)))
  return nodes
    .filter(({ nodeId, ignored, role }) => !ignored && role?.value !== 'button' && !isLogged(nodeId))
    .flatMap(({ name, description }) => [name, description])
    .map(said => String(said?.value ?? ''))
    .filter(said => said !== '')
}

/** Whether one of the texts holds the text as a phrase of its own. */
export function containsPhrase(texts: readonly string[], text: string): boolean {
  const phrase = new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(text)}(?![\\p{L}\\p{N}])`, 'u')
  return texts.some(each => phrase.test(each))
}
