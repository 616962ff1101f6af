import type { Container, Pod, ProjectedSource, Volume } from '../api/objects.ts'
import { send, type Task } from '../engine/task.ts'

/** What a Pod has to be shown of an object of its namespace. */
interface Reference {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
  readonly optional?: boolean | undefined
  readonly key?: string
}

/** What is missing of what is named, in the API server's words and the kubelet's; undefined: nothing is. Source: pkg/kubelet/kubelet_pods.go (makeEnvironmentVariables). */
function* missing(namespace: string, references: readonly Reference[]): Task<string | undefined> {
  for (const { kind, name, key } of references.filter(({ optional }) => optional !== true)) {
    const keys = yield* keysOf(namespace, { kind, name })
    if (!keys)
      return `${kind.toLowerCase()} "${name}" not found`
    if (key !== undefined && !keys.includes(key))
      return `couldn't find key ${key} in ${kind} ${namespace}/${name}`
  }
  return undefined
}

/** What an object has, by name; undefined: it is not there. */
function* keysOf(namespace: string, { kind, name }: Pick<Reference, 'kind' | 'name'>): Task<readonly string[] | undefined> {
  const { object } = yield* send({ verb: 'get', resource: kind === 'ConfigMap' ? 'configmaps' : 'secrets', namespace, name })
  const { data = {}, binaryData = {} } = (object ?? {}) as { readonly data?: Readonly<Record<string, unknown>>, readonly binaryData?: Readonly<Record<string, unknown>> }
  return object && [...Object.keys(data), ...Object.keys(binaryData)]
}

/** What a container wants its variables from and is not there; undefined: all is. */
export function missingOf({ metadata: { namespace = 'default' } }: Pod, { envFrom = [], env = [] }: Container): Task<string | undefined> {
  const whole = envFrom.flatMap(({ configMapRef, secretRef }): Reference[] => [...configMapRef ? [{ kind: 'ConfigMap', ...configMapRef } as const] : [], ...secretRef ? [{ kind: 'Secret', ...secretRef } as const] : []])
  const keys = env.flatMap(({ valueFrom: { configMapKeyRef, secretKeyRef } = {} }): Reference[] => [...configMapKeyRef ? [{ kind: 'ConfigMap', ...configMapKeyRef } as const] : [], ...secretKeyRef ? [{ kind: 'Secret', ...secretKeyRef } as const] : []])
  return missing(namespace, [...whole, ...keys])
}

/** What a volume shows of objects: a projected one of several. */
function shownIn({ configMap, secret, projected }: Volume): readonly (Reference & { readonly items: readonly { readonly key: string }[] })[] {
  const sources: readonly ProjectedSource[] = [{ ...configMap && { configMap }, ...secret && { secret: { ...secret, name: secret.secretName } } }, ...projected?.sources ?? []]
  return sources.flatMap(each => [
    ...each.configMap ? [{ kind: 'ConfigMap', ...each.configMap, items: each.configMap.items ?? [] } as const] : [],
    ...each.secret ? [{ kind: 'Secret', ...each.secret, items: each.secret.items ?? [] } as const] : [],
  ])
}

/** Why volumes of a Pod cannot be mounted, in words of an Event for each. Sources: pkg/volume/util/operationexecutor (GenerateMountVolumeFunc), pkg/volume/configmap, pkg/volume/secret, pkg/volume/projected (MakePayload). */
export function* missingVolumes({ metadata: { namespace = 'default' }, spec: { volumes = [] } }: Pod): Task<readonly string[]> {
  const failures: string[] = []
  for (const volume of volumes) {
    const errors: string[] = []
    for (const reference of shownIn(volume).filter(({ optional }) => optional !== true)) {
      const keys = yield* keysOf(namespace, reference)
      const key = reference.items.find(each => keys?.includes(each.key) === false)?.key
      if (!keys)
        errors.push(`${reference.kind.toLowerCase()} "${reference.name}" not found`)
      else if (key !== undefined)
        errors.push(`references non-existent ${reference.kind === 'Secret' ? 'secret' : 'config'} key: ${key}`)
    }
    if (errors.length > 0)
      failures.push(`MountVolume.SetUp failed for volume "${volume.name}" : ${errors.length > 1 ? `[${errors.join(', ')}]` : errors.join()}`)
  }
  return failures
}
