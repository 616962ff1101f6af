import { parse, stringify } from 'yaml'
import { type Api, createApi } from '../../../kubernetes/rest/api.ts'
import { describeAll } from '../../../kubernetes/rest/describe-all.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import type { HttpResponse } from '../../../kubernetes/rest/http.ts'
import { emptyFields } from '../../../kubernetes/rest/empty-fields.ts'
import { checkRequest } from '../../../kubernetes/rest/request-checks.ts'
import type { StorageLimits } from '../../../kubernetes/rest/storage-limits.ts'
import { hashOfTemplate } from '../../../kubernetes/rest/template-hash.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'

const admin = { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }
const bob = { user: 'bob', groups: ['system:authenticated'] }

/** A new cluster, and its API for an administrator and for bob, who may do nothing. */
export function begin(limits?: StorageLimits) {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0, templateHash: hashOfTemplate })
  const api = createApi({ ...(limits && { limits }), describe: describeAll, check: checkRequest, emptyFields, simulation, tokens: new Map([['admin', admin], ['bob', bob]]), address: '127.0.0.1:3031', yaml: { parse: text => parse(text) as unknown, stringify: value => stringify(value) } })
  return { simulation, api }
}

/** What a request is sent with. */
export interface Asked {
  readonly method?: string
  readonly body?: string
  readonly type?: string
  readonly as?: string
  readonly accept?: string
}

/** What the API answers to a request. */
export function ask(api: Api, url: string, { method = 'GET', body = '', type = 'application/json', as = 'admin', accept = 'application/json' }: Asked = {}): HttpResponse {
  const answer = api.handle({ method, url, headers: { 'authorization': `Bearer ${as}`, 'content-type': type, accept }, body })
  if (!answer)
    throw new Error('nobody answered')
  return answer
}

/** The Status that a request was refused with. */
export function statusOf({ status, body }: HttpResponse): unknown {
  const { kind, reason, message, code } = JSON.parse(body) as Record<string, unknown>
  return { status, kind, reason, message, code }
}

export const deployments = '/apis/apps/v1/namespaces/default/deployments'
export const pods = '/api/v1/namespaces/default/pods'
/** A Deployment with as little in it as may be. */
export const web = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } } } }
