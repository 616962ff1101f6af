import more from './more-models.json' with { type: 'json' }
import { type Model, type Models, models } from './schema.ts'

const further = more as unknown as Readonly<Record<string, Partial<Model>>>

/**
 * The models of every kind that the API lists, with all that Kubernetes says of their fields: too much for a page. Made
 * as `models.json` was; what a quantity is has its words from kubernetes-types 1.30.
 */
export const allModels: Models = {
  ...models,
  ...Object.fromEntries(Object.entries(further).map(([name, { description, fields }]) => [name, { description: description ?? models[name]?.description ?? '', fields: { ...models[name]?.fields, ...fields } }])),
}
