import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from './task.ts'

const TEMPLATE = 'template'

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
const pascal = (name: string): string => camel(`-${name}`)

/** The folder of a slide below `slides/`, as the line that imports it in `slides/index.ts` has it. */
function folderOf(index: string, name: string): string | undefined {
  return index.match(new RegExp(`import \\{ slide as ${camel(name)} \\} from '\\./(.+)/slide\\.ts'`))?.[1]
}

/**
 * Makes a slide of three steps from `slides/_template/`: its folder, and its place in `slides/index.ts` and `slides.md`,
 * in the section of the slide before it.
 *
 * @param root the project's folder
 * @param name permanent name of the new slide, kebab case
 * @param after name of the slide that it follows
 * @throws Stop if the name will not do, is taken, or the other slide is not there; then nothing is changed
 */
export function newSlide(root: string, name: string, after: string): void {
  const folder = join(root, 'slides', name)
  const indexFile = join(root, 'slides', 'index.ts')
  const orderFile = join(root, 'slides.md')
  const index = readFileSync(indexFile, 'utf8')
  const order = readFileSync(orderFile, 'utf8')
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name))
    throw new Stop(`"${name}" cannot be an address: use small letters, digits and single hyphens, as in my-slide.`)
  if (existsSync(folder) || folderOf(index, name) !== undefined)
    throw new Stop(`There is a slide "${name}" already: choose another name.`)
  const before = folderOf(index, after)
  const line = `src: ./slides/${before}/slide.md\n---\n`
  if (before === undefined || !order.includes(line))
    throw new Stop(`There is no slide "${after}" in slides.md to follow: give the name of one that is there.`)

  const beforeFile = join(root, 'slides', before, 'slide.ts')
  const section = existsSync(beforeFile) ? /section: ('.+')/.exec(readFileSync(beforeFile, 'utf8'))?.[1] : undefined
  cpSync(join(root, 'slides', `_${TEMPLATE}`), folder, { recursive: true })
  for (const file of readdirSync(folder)) {
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replaceAll(pascal(TEMPLATE), pascal(name)).replaceAll(`${TEMPLATE}Steps`, `${camel(name)}Steps`).replaceAll(`'${TEMPLATE}'`, `'${name}'`).replaceAll(`: ${TEMPLATE}`, `: ${name}`).replace(/section: '.+'/, found => section === undefined ? found : `section: ${section}`))
  }
  writeFileSync(indexFile, index
    .replace(`import { slide as ${camel(after)} } from './${before}/slide.ts'\n`, found => `${found}import { slide as ${camel(name)} } from './${name}/slide.ts'\n`)
    .replace(`  ${camel(after)},\n`, found => `${found}  ${camel(name)},\n`))
  writeFileSync(orderFile, order.replace(line, found => `${found}\n---\nsrc: ./slides/${name}/slide.md\n---\n`))
}
