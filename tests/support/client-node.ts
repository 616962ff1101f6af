import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { alone } from '../../scripts/run/lock.mjs'
import { npm } from '../../scripts/run/npm.mjs'
import { CACHE } from '../../scripts/support/project.ts'

const VERSION = '2.0.1'

/** An object of the API as the client gives it: times are dates. */
export interface ApiObject {
  readonly apiVersion?: string
  readonly kind?: string
  readonly metadata?: { readonly name?: string, readonly resourceVersion?: string, readonly uid?: string }
  readonly spec?: Readonly<Record<string, unknown>>
  readonly status?: Readonly<Record<string, unknown>>
}

interface List {
  readonly metadata?: { readonly resourceVersion?: string, readonly _continue?: string }
  readonly items: readonly ApiObject[]
}

/** The part of `@kubernetes/client-node` that is tried. */
export interface ClientNode {
  readonly KubeConfig: new () => KubeConfig
  readonly CoreV1Api: new () => { readonly listNamespacedPod: (about: object) => Promise<List>, readonly listNode: (about?: object) => Promise<List> }
  readonly AppsV1Api: new () => { readonly createNamespacedDeployment: (about: object) => Promise<ApiObject>, readonly listNamespacedDeployment: (about: object) => Promise<List> }
  readonly CoordinationV1Api: new () => { readonly createNamespacedLease: (about: object) => Promise<ApiObject>, readonly readNamespacedLease: (about: object) => Promise<ApiObject>, readonly replaceNamespacedLease: (about: object) => Promise<ApiObject> }
  readonly KubernetesObjectApi: { readonly makeApiClient: (config: KubeConfig) => { readonly patch: (object: object, pretty?: string, dryRun?: string, manager?: string, force?: boolean, strategy?: string) => Promise<ApiObject> } }
  readonly PatchStrategy: { readonly ServerSideApply: string }
  readonly Watch: new (config: KubeConfig) => { readonly watch: (path: string, query: object, hear: (phase: string, object: ApiObject) => void, done: (error: unknown) => void) => Promise<AbortController> }
  readonly makeInformer: (config: KubeConfig, path: string, list: () => Promise<List>) => Informer
}

/** What the client knows of how to ask. */
export interface KubeConfig {
  readonly loadFromString: (text: string) => void
  readonly setCurrentContext: (context: string) => void
  readonly makeApiClient: <T>(api: new () => T) => T
}

/** What keeps a list up to date. */
export interface Informer {
  readonly on: (verb: string, hear: (object: ApiObject) => void) => void
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly list: () => readonly ApiObject[]
}

/**
 * The official client for JavaScript, fetched by npm when it is asked for first: with all that it needs it is too large
 * to be installed with the project.
 *
 * @throws Error if npm cannot get it
 */
export async function clientNode(): Promise<ClientNode> {
  const folder = join(CACHE, 'client-node', VERSION)
  const entry = join(folder, 'node_modules', '@kubernetes', 'client-node', 'dist', 'index.js')
  if (!existsSync(entry)) {
    mkdirSync(join(CACHE, 'client-node'), { recursive: true })
    await alone(join(CACHE, 'client-node'), async () => {
      if (existsSync(entry))
        return
      const making = `${folder}.${process.pid}`
      mkdirSync(making, { recursive: true })
      writeFileSync(join(making, 'package.json'), '{"private":true}')
      const { ok, output } = await npm(['install', `@kubernetes/client-node@${VERSION}`, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'], { cwd: making })
      if (!ok)
        throw new Error(`@kubernetes/client-node is needed for this test, and npm could not get it: ${output.trim().split('\n').at(-1) ?? ''}`)
      rmSync(folder, { recursive: true, force: true })
      renameSync(making, folder)
    })
  }
  return await import(pathToFileURL(entry).href) as ClientNode
}
