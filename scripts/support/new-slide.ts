import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from './task.ts'

const TEMPLATE = 'template'
/** Where a slide belongs that follows one without a section. */
const FIRST_SECTION = 'Kubernetes architecture'
/** How long the template takes on stage, in seconds: 26 words at 120 a minute. */
const SECONDS = 13

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
const pascal = (name: string): string => camel(`-${name}`)

/**
 * Makes a slide of three steps from `slides/_template/`: its folder, and its place in `slides/index.ts` and `slides.md`.
 *
 * @param root the project's folder
 * @param name permanent name of the new slide, kebab case
 * @param after name of the slide that it follows, whose section it gets
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
  if (existsSync(folder) || index.includes(`{ name: '${name}',`))
    throw new Stop(`There is a slide "${name}" already: choose another name.`)
  const row = new RegExp(`^ {2}\\{ name: '${after}',(?: section: '([^']+)')?.*\\n`, 'm').exec(index)
  const place = new RegExp(`^src: \\./slides/(?:parts/)?${after}/slide\\.md\\n---\\n`, 'm').exec(order)
  if (!row || !place)
    throw new Stop(`There is no slide "${after}" in slides.md to follow: give the name of one that is there.`)

  cpSync(join(root, 'slides', `_${TEMPLATE}`), folder, { recursive: true })
  for (const file of readdirSync(folder)) {
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replaceAll(pascal(TEMPLATE), pascal(name)).replaceAll(`${TEMPLATE}Steps`, `${camel(name)}Steps`).replaceAll(`'${TEMPLATE}'`, `'${name}'`).replaceAll(`: ${TEMPLATE}`, `: ${name}`))
  }
  const [, section = FIRST_SECTION] = row
  writeFileSync(indexFile, index
    .replace(/(?<=\n)(?=\n)/, `import { ${camel(name)}Steps } from './${name}/steps.ts'\n`)
    .replace(row[0], found => `${found}  { name: '${name}', section: '${section}', steps: ${camel(name)}Steps, seconds: ${SECONDS} },\n`))
  writeFileSync(orderFile, order.replace(place[0], found => `${found}\n---\nsrc: ./slides/${name}/slide.md\n---\n`))
}
