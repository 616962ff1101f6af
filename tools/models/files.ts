import type { ReadModels } from './models.ts'
import { type Field, type Model, modelOf, type Models, typeOf } from '../../kubernetes/rest/schema.ts'

/** Fields of which the page has the values that they may have: the name of the field, or of its model, too, where other fields of that name do without. There is no room for all. */
const withValues = new Set(['addressType', 'dnsPolicy', 'effect', 'imagePullPolicy', 'operator', 'preemptionPolicy', 'protocol', 'restartPolicy', 'scheme', 'V1DeploymentStrategy.type', 'V1ServiceSpec.type'])

/** Fields whose words are too long for the page. */
const withoutWords = new Set(['V1EphemeralVolumeSource.volumeClaimTemplate', 'V1PersistentVolumeClaimSpec.dataSourceRef', 'V1PodSpec.os', 'V1PodSpec.resources', 'V1PodSpec.schedulingGroup', 'V1Volume.ephemeral', 'V1Volume.image', 'V1VolumeProjection.clusterTrustBundle', 'V1VolumeProjection.podCertificate'])

/** A field as the page has it. */
function onPage(model: string, name: string, [type, description]: Field): Field {
  const path = `${model}.${name}`
  if (withoutWords.has(path))
    return [type, '']
  return [type, withValues.has(name) || withValues.has(path) ? description : description.replace(/\s*Possible enum values:[^]*/, '')]
}

/** The names of models, and of all that they are made of. */
function withParts(names: Iterable<string>, models: Models, found = new Set<string>()): ReadonlySet<string> {
  for (const name of names) {
    if (modelOf(name, models) && !found.has(name))
      withParts(Object.values(models[name]?.fields ?? {}).map(([type]) => typeOf(type).of), models, found.add(name))
  }
  return found
}

function written(models: Readonly<Record<string, Partial<Model>>>): string {
  return `{\n${Object.entries(models).map(([name, model]) => `${JSON.stringify(name)}:${JSON.stringify(model)}`).join(',\n')}\n}\n`
}

/**
 * The texts of `models.json`, for the page, and of `more-models.json`, which has the rest for the server. The page has
 * the kinds that it had before, and its models stay in their order, in which like ones stand side by side; new ones come
 * last. So do fields, which stand in the order of the structures of Go, by which kubectl writes them: no package has it,
 * and where a new one belongs, the types.go of its group says (staging/src/k8s.io/api).
 */
export function fileTexts({ models, kinds, types }: ReadModels, before: Models): { readonly page: string, readonly more: string } {
  const parts = withParts(kinds.filter(kind => modelOf(kind, before)), models)
  const names = [...new Set([...Object.keys(before).filter(name => parts.has(name)), ...parts])]
  const page: Models = Object.fromEntries(names.map((name) => {
    const { description = '', fields = {} } = models[name] ?? {}
    const fieldNames = new Set([...Object.keys(before[name]?.fields ?? {}).filter(field => field in fields), ...Object.keys(fields)])
    return [name, { description, fields: Object.fromEntries([...fieldNames].flatMap(field => fields[field] ? [[field, onPage(name, field, fields[field])]] : [])) }]
  }))
  const more = Object.entries(models).flatMap(([name, model]): (readonly [string, Partial<Model>])[] => {
    const known = modelOf(name, page)
    if (!known)
      return [[name, model]]
    const fields = Object.entries(model.fields).filter(([field, [, description]]) => description !== known.fields[field]?.[1])
    return fields.length > 0 ? [[name, { fields: Object.fromEntries(fields) }]] : []
  })
  return { page: written(page), more: written({ ...Object.fromEntries(more), ...types }) }
}
