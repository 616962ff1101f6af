import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from '../run/npm.mjs'
import { lastLines } from './command.ts'
import { ROOT } from './project.ts'
import { Stop } from './task.ts'

interface Package {
  readonly version?: string
  readonly devDependencies?: Readonly<Record<string, string>>
}

const packageIn = (...folder: readonly string[]): Package => JSON.parse(readFileSync(join(...folder, 'package.json'), 'utf8')) as Package

function isInstalled(packages: string, name: string, version: string): boolean {
  try {
    return packageIn(packages, name).version === version
  }
  catch {
    return false
  }
}

/** The folder of the packages that a tool has for itself, installed where they are missing or of another version. @throws Stop if npm cannot get them */
export async function toolPackages(tool: string): Promise<string> {
  const folder = join(ROOT, 'tools', tool)
  const packages = join(folder, 'node_modules')
  if (Object.entries(packageIn(folder).devDependencies ?? {}).every(([name, version]) => isInstalled(packages, name, version)))
    return packages
  console.log(`Installing the packages of tools/${tool}…`)
  const { ok, output } = await npm(['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder })
  if (!ok)
    throw new Stop(`The packages of tools/${tool} could not be installed: check that npm's registry can be reached. npm's last lines:\n${lastLines(output, 4)}`)
  return packages
}
