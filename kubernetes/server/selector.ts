import type { ApiObject } from '../api/objects.ts'
import type { Ask } from '../api/request.ts'

/** What a list is asked for, by the field selector in its query: everything without one. Source: pkg/registry/core/pod/strategy.go (ToSelectableFields). */
export function selectorOf({ query = '' }: Ask): (object: ApiObject) => boolean {
  const [, field, value] = /fieldSelector=([\w.]+)%3D([^&]+)/.exec(query) ?? []
  if (field === 'spec.nodeName')
    return object => object.kind === 'Pod' && object.spec.nodeName === value
  return object => field === undefined || object.metadata.name === value
}
