import type { Container, Pod } from '../api/objects.ts'
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
    const { object } = yield* send({ verb: 'get', resource: kind === 'ConfigMap' ? 'configmaps' : 'secrets', namespace, name })
    if (!object)
      return `${kind.toLowerCase()} "${name}" not found`
    const { data = {} } = object as { readonly data?: Readonly<Record<string, unknown>> }
    if (key !== undefined && data[key] === undefined)
      return `couldn't find key ${key} in ${kind} ${namespace}/${name}`
  }
  return undefined
}

/** What a container wants its variables from and is not there; undefined: all is. */
export function missingOf({ metadata: { namespace = 'default' } }: Pod, { envFrom = [], env = [] }: Container): Task<string | undefined> {
  const whole = envFrom.flatMap(({ configMapRef, secretRef }): Reference[] => [...configMapRef ? [{ kind: 'ConfigMap', ...configMapRef } as const] : [], ...secretRef ? [{ kind: 'Secret', ...secretRef } as const] : []])
  const keys = env.flatMap(({ valueFrom: { configMapKeyRef, secretKeyRef } = {} }): Reference[] => [...configMapKeyRef ? [{ kind: 'ConfigMap', ...configMapKeyRef } as const] : [], ...secretKeyRef ? [{ kind: 'Secret', ...secretKeyRef } as const] : []])
  return missing(namespace, [...whole, ...keys])
}

/** Why a volume of a Pod cannot be mounted, in words of an Event; undefined: all can. Source: pkg/volume/util/operationexecutor (GenerateMountVolumeFunc). */
export function* missingVolume({ metadata: { namespace = 'default' }, spec: { volumes = [] } }: Pod): Task<string | undefined> {
  for (const { name, configMap, secret } of volumes) {
    const reference: Reference | undefined = configMap ? { kind: 'ConfigMap', ...configMap } : secret && { kind: 'Secret', name: secret.secretName, optional: secret.optional }
    const error = reference && (yield* missing(namespace, [reference]))
    if (error !== undefined)
      return `MountVolume.SetUp failed for volume "${name}" : ${error}`
  }
  return undefined
}
