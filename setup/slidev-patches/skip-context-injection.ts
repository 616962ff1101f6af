import type { Plugin } from 'vite'

const GIVEN = /\$(?:slidev|nav|clicksContext|clicks|page|route|renderContext|frontmatter|scale|zoom)\b/

/**
 * Keeps Slidev from putting its context into components that use none of it: they stay smaller, and can be shown where
 * no deck runs.
 *
 * Leans on: Slidev leaves a component alone that holds this mark, and puts its own context in before Vue compiles it.
 */
export function skipContextInjection(): Plugin {
  return {
    name: 'deck-plain',
    enforce: 'pre',
    transform(code, id) {
      const isOurs = id.endsWith('.vue') && !id.includes('/node_modules/')
      return isOurs && !GIVEN.test(code) ? { code: `${code}\n<!-- /* @slidev-injection */ -->\n`, map: null } : undefined
    },
  }
}
