import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

/** The file with the notices, beside the deck's pages. */
export const NOTICES = 'third-party-notices.txt'

const ROOT = join(import.meta.dirname, '..')
const RULE = `\n\n${'-'.repeat(72)}\n\n`

const HEAD = `What this deck contains that others have made, and on which terms. Its own code is under the MIT licence, its
text and pictures under CC BY 4.0; Kubernetes is a registered trademark of The Linux Foundation.`

/** What packages put into a build under no path of their own: how its module is named, and the package. */
const unnamed: readonly (readonly [module: RegExp, name: string])[] = [
  [/^\0?vite\//, 'vite'],
  [/^\0?rolldown\//, 'rolldown'],
  [/plugin-vue:/, '@vitejs/plugin-vue'],
  [/(?:^|\/)(?:virtual:|__)uno/, 'unocss'],
]

/** The folder of the package that a module of a build belongs to; undefined where it is the deck's own. */
export function packageOf(module: string, root: string = ROOT): string | undefined {
  const [, icons] = /(?:^|\0|\/)(?:~|virtual:)icons\/([\w-]+)\//.exec(module) ?? []
  const name = icons ? `@iconify-json/${icons}` : unnamed.find(([pattern]) => pattern.test(module))?.[1]
  if (name)
    return join(root, 'node_modules', name)
  const [path = ''] = module.replaceAll('\\', '/').split('?')
  const at = path.lastIndexOf('/node_modules/')
  const [, own = ''] = /^((?:@[^/]+\/)?[^/]+)/.exec(path.slice(at + '/node_modules/'.length)) ?? []
  // What a tool keeps below node_modules is no package.
  return at < 0 || own.startsWith('.') ? undefined : `${path.slice(0, at)}/node_modules/${own}`
}

interface PackageFile {
  readonly name?: string
  readonly version?: string
  readonly license?: string | { readonly type?: string }
  readonly author?: string | { readonly name?: string }
  readonly homepage?: string
}

/** A licence without those of what a tool itself is made of, none of which comes with what it builds. */
const ownTerms = (text: string): string => (text.replaceAll('\r\n', '\n').split(/^# Licenses of bundled dependencies$/m)[0] ?? '').trim()

/** Who made a package, its licence, and the licence's text. @param folder absolute @throws Error if it says nothing of a licence */
export function noticeOf(folder: string): string {
  const { name, version, license, author, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile
  const terms = typeof license === 'string' ? license : license?.type
  if (!name || !terms)
    throw new Error(`${folder} says nothing of a licence: nothing of it can be shipped.`)
  const files = readdirSync(folder).filter(file => /^(?:licen[cs]e|copying|notice|ofl)(?:[.-].*)?$/i.test(file) && !/\.(?:js|ts|json)$/.test(file)).sort()
  const text = files.map(file => ownTerms(readFileSync(join(folder, file), 'utf8'))).join('\n\n')
  const general = join(ROOT, 'LICENSES', `${terms}.txt`)
  if (!text && !existsSync(general))
    throw new Error(`${name} comes without the text of its licence, ${terms}: put it into LICENSES/${terms}.txt.`)
  const maker = typeof author === 'string' ? author : author?.name
  return [`${name} ${version}`, `Licence: ${terms}`, ...maker ? [`By ${maker}`] : [], ...homepage ? [homepage] : [], '', text || readFileSync(general, 'utf8').trim()].join('\n')
}

/** What the API of the small cluster says of its fields, in Kubernetes' own words. */
const DESCRIPTIONS = /\/kubernetes\/rest\/models\.json$/

const descriptionsNotice = (): string =>
  ['Kubernetes API, descriptions of its fields', 'Licence: Apache-2.0', 'By The Kubernetes Authors', 'https://github.com/kubernetes/kubernetes', '', readFileSync(join(ROOT, 'LICENSES/Apache-2.0.txt'), 'utf8').trim()].join('\n')

/** Notices as one file, each once, in the order of their names. @param before what such a file had already */
export function noticesText(notices: readonly string[], before = ''): string {
  const all = [...before.split(RULE).slice(1).map(each => each.trimEnd()), ...notices]
  return `${[HEAD, ...[...new Set(all)].sort()].join(RULE)}\n`
}

/** Writes into a build what it contains of packages, with their licences; a second build into the same folder adds to it. */
export function thirdPartyNotices(): Plugin {
  let root = ROOT
  return {
    name: 'deck-third-party-notices',
    apply: 'build',
    configResolved: (config) => {
      root = config.root
    },
    writeBundle({ dir = '' }, bundle) {
      const files = Object.values(bundle)
      const inCode = files.flatMap(file => file.type === 'chunk' ? file.moduleIds : file.originalFileNames.map(name => resolve(root, name)))
      const folders = new Set([...inCode, ...[...this.getModuleIds()].filter(id => /\.css(?:$|\?)|uno/.test(id))].flatMap(id => packageOf(id) ?? []))
      const file = join(dir, NOTICES)
      const descriptions = inCode.some(id => DESCRIPTIONS.test(id)) ? [descriptionsNotice()] : []
      writeFileSync(file, noticesText([...descriptions, ...[...folders].map(folder => noticeOf(folder))], existsSync(file) ? readFileSync(file, 'utf8') : ''))
    },
  }
}
