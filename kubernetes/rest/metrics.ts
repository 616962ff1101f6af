import type { Simulation } from '../simulation.ts'
import { type ObservedRequest, resourcePathOf } from './api.ts'
import { healthChecks } from './discovery.ts'
import { type HttpResponse, segments } from './http.ts'
import { findResource, qualified, resources } from './resources.ts'

/** What is counted of a server's requests, and told at `/metrics`. */
export interface Metrics {
  readonly count: (request: ObservedRequest) => void
  readonly answer: () => HttpResponse
}

type Labels = Readonly<Record<string, string | number>>

/** The verbs of an authorizer as metrics name them. Source: apiserver/pkg/endpoints/metrics/metrics.go (CleanVerb). */
const verbs: Readonly<Record<string, string>> = { create: 'POST', update: 'PUT', get: 'GET', list: 'LIST', watch: 'WATCH', patch: 'PATCH', delete: 'DELETE', deletecollection: 'DELETECOLLECTION' }

function labelsText(labels: Labels): string {
  return Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(String(value))}`).join()
}

/** The labels of a request; undefined for a path that no server has a number for. Sources: as above (MonitorRequest, CleanScope), apiserver/pkg/server/healthz. */
function labelsOf({ verb, path: url, code }: ObservedRequest): Labels | undefined {
  const [path = '', query] = url.split('?', 2)
  const found = resourcePathOf(segments(path))
  const dryRun = new URLSearchParams(query).get('dryRun') === 'All' ? 'All' : ''
  if (!found) {
    const [root = '', ...more] = segments(path)
    const isKnown = more.length === 0 && (['metrics', 'version'].includes(root) || healthChecks(root).length > 0)
    return isKnown ? { code, component: 'apiserver', dry_run: dryRun, group: '', resource: '', scope: '', subresource: `/${root}`, verb: verbs[verb] ?? 'other', version: '' } : undefined
  }
  const { group, version, plural, name, namespace, subresource = '' } = found
  // No client may make as many numbers as it likes.
  const resource = findResource(group, version, plural)
  if (!resource || (subresource !== '' && !resource.subresources.some(each => each.name === subresource)))
    return undefined
  const scope = name !== undefined || verb === 'create' ? 'resource' : namespace !== undefined ? 'namespace' : 'cluster'
  return { code, component: 'apiserver', dry_run: dryRun, group, resource: plural, scope, subresource, verb: verbs[verb] ?? 'other', version }
}

/** Counts the requests of a server, and the objects of its cluster. @param start when it began, in milliseconds since 1970 */
export function createMetrics({ state }: Simulation, start: number): Metrics {
  const requests = new Map<string, number>()
  return {
    count: (request) => {
      const labels = labelsOf(request)
      if (!labels)
        return
      const text = labelsText(labels)
      requests.set(text, (requests.get(text) ?? 0) + 1)
    },
    answer: () => {
      const kinds = new Map<string, number>()
      for (const { kind } of state().objects.values())
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      const stored = resources.flatMap((each) => {
        const count = kinds.get(each.kind)
        return count === undefined || `${each.group}/${each.version}` === 'autoscaling/v1' || each.group === 'events.k8s.io' ? [] : [`apiserver_storage_objects{${labelsText({ resource: qualified(each, each.name) })}} ${count}`]
      })
      const body = [
        '# HELP apiserver_request_total [STABLE] Counter of apiserver requests broken out for each verb, dry run value, group, version, resource, scope, component, and HTTP response code.',
        '# TYPE apiserver_request_total counter',
        ...[...requests].map(([labels, count]) => `apiserver_request_total{${labels}} ${count}`).sort(),
        '# HELP apiserver_storage_objects [STABLE] (Deprecated since 1.34.0) [DEPRECATED, consider using apiserver_resource_objects instead] Number of stored objects at the time of last check split by kind. In case of a fetching error, the value will be -1.',
        '# TYPE apiserver_storage_objects gauge',
        ...stored.sort(),
        '# HELP process_start_time_seconds [STABLE] Start time of the process since unix epoch in seconds.',
        '# TYPE process_start_time_seconds gauge',
        `process_start_time_seconds ${start / 1000}`,
      ]
      return { status: 200, headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores' }, body: `${body.join('\n')}\n` }
    },
  }
}
