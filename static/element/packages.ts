import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, run, runNode } from '../../scripts/support/command.ts'
import { ROOT, toolPath } from '../../scripts/support/project.ts'
import { Stop } from '../../scripts/support/task.ts'

/** The addon, as npm knows it. */
export const ADDON = 'slidev-addon-kubernetes-pictures'

/** The package of the model, as npm knows it. */
export const MODEL = 'small-kubernetes'

const ownPackage = (): { version: string, license: string } => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string, license: string }

/** Begins the folder of a package: what is written by hand, version and licence. */
function begin(name: string, folder: string, license: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(join(ROOT, 'packages', name), folder, { recursive: true })
  cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'))
  const file = join(folder, 'package.json')
  const own = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, `${JSON.stringify({ ...own, version: ownPackage().version, license }, null, 2)}\n`)
}

/** Packs a folder as npm does. @returns the archive, absolute @throws Stop with npm's words */
async function pack(name: string, folder: string, out: string): Promise<string> {
  const { ok, output } = await run('npm', ['pack', folder, '--pack-destination', out, '--ignore-scripts', '--silent'], { cwd: out })
  if (!ok)
    throw new Stop(`npm could not pack ${name}: ${lastLines(output, 5)}`)
  return join(out, `${name}-${ownPackage().version}.tgz`)
}

/**
 * Makes the addon for Slidev.
 *
 * @param element text of `k8s-picture.js`
 * @param pictures names of the steps, by the slide's name
 * @param out folder that gets the package's folder and its archive, absolute
 * @returns the archive
 */
export async function packAddon(element: string, pictures: Readonly<Record<string, readonly string[]>>, out: string): Promise<string> {
  const folder = join(out, ADDON)
  begin(ADDON, folder, 'MIT AND CC-BY-4.0')
  writeFileSync(join(folder, 'k8s-picture.js'), element)
  writeFileSync(join(folder, 'pictures.js'), `/** The steps of each picture, by its name. */\nexport const pictures = ${JSON.stringify(pictures, null, 2)}\n`)
  writeFileSync(join(folder, 'pictures.d.ts'), 'export declare const pictures: Readonly<Record<string, readonly string[]>>\n')
  for (const font of ['inter', 'jetbrains-mono'])
    cpSync(join(ROOT, 'node_modules/@fontsource', font, 'LICENSE'), join(folder, `LICENSE-${font}`))
  const list = Object.entries(pictures).map(([name, steps]) => `- \`${name}\`${steps.some(Boolean) ? `: ${steps.join(', ')}` : ''}`).join('\n')
  const readme = join(folder, 'README.md')
  writeFileSync(readme, readFileSync(readme, 'utf8').replace('PICTURES', list).replace('VERSION', ownPackage().version))
  return pack(ADDON, folder, out)
}

/**
 * Makes the package of the small Kubernetes: JavaScript and types.
 *
 * @param out folder that gets the package's folder and its archive, absolute
 * @returns the archive
 * @throws Stop with the compiler's words
 */
export async function packModel(out: string): Promise<string> {
  const folder = join(out, MODEL)
  begin(MODEL, folder, 'MIT')
  // Its types are checked with all others.
  const options = ['--rootDir', 'kubernetes', '--outDir', join(folder, 'dist'), '--declaration', '--target', 'ES2024', '--lib', 'ESNext,DOM', '--module', 'NodeNext', '--moduleResolution', 'NodeNext', '--resolveJsonModule', '--rewriteRelativeImportExtensions', '--strict', '--noCheck', '--types', 'node']
  const { ok, output } = await runNode([toolPath('typescript/bin/tsc'), '--ignoreConfig', ...options, 'kubernetes/index.ts'])
  if (!ok)
    throw new Stop(`The package ${MODEL} could not be compiled: ${lastLines(output, 5)}`)
  // The compiler leaves the endings of TypeScript in declarations, where not every program follows them.
  for (const file of readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.d.ts'))) {
    const path = join(folder, 'dist', file)
    writeFileSync(path, readFileSync(path, 'utf8').replace(/(from|import)( ?\(?)'(\.[^']*)\.ts'/g, '$1$2\'$3.js\''))
  }
  return pack(MODEL, folder, out)
}
