// @ts-check
import { sep } from 'node:path'

/** Characters that mean something in an address, a pattern of files or a string of a script. */
const UNSAFE = ['\'', '"', '#', '?', '*', '[', ']', '{', '}', '|', '$', '\\']

/**
 * What hinders Vite and Slidev from building in a folder: they write its path into addresses, patterns of files and scripts.
 * @param {string} root the project's folder, absolute
 * @param {string} [separator] between folders
 * @returns {string | undefined} a sentence that says what to do; undefined if nothing hinders them
 */
export function folderProblem(root, separator = sep) {
  const found = UNSAFE.filter(character => character !== separator && root.includes(character))
  if (found.length === 0)
    return undefined
  return `The deck cannot be built in ${root}, as Vite stumbles over ${found.join(' ')} in a path: move it to a folder without ${found.length > 1 ? 'these characters' : 'this character'}, then run the same command again.`
}
