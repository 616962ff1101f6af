import { expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { createApi } from '../../../kubernetes/rest/api.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'
import { recorded } from '../recorded/recordings.ts'

const admin = { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }
const deployments = '/apis/apps/v1/namespaces/default/deployments'
const pods = '/api/v1/namespaces/default/pods'
const types = { apply: 'application/apply-patch+yaml', strategic: 'application/strategic-merge-patch+json', merge: 'application/merge-patch+json', json: 'application/json-patch+json' } as const

interface Answered {
  readonly message?: string
  readonly details?: { readonly causes?: readonly { readonly field: string, readonly message: string }[] }
  readonly metadata: { readonly name: string, readonly resourceVersion: string, readonly generation?: number, readonly managedFields?: readonly { readonly manager: string, readonly operation: string }[] }
  readonly items: readonly Answered[]
}

const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
const api = createApi({ simulation, tokens: new Map([['admin', admin]]), address: '127.0.0.1:3031', yaml: { parse: text => parse(text) as unknown, stringify: value => stringify(value) } })

function ask(method: string, url: string, body: unknown = '', type = 'application/json'): { readonly code: number, readonly answer: Answered } {
  const response = api.handle({ method, url, headers: { 'authorization': 'Bearer admin', 'content-type': type, 'accept': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) })
  if (!response)
    throw new Error('nobody answered')
  return { code: response.status, answer: JSON.parse(response.body) as Answered }
}

function replicas(count: number) {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: count } }
}

const made = ask('POST', `${deployments}?fieldManager=kubectl-create`, {
  ...replicas(1),
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } } },
}).answer
simulation.advance(10_000)
const [pod] = ask('GET', pods).answer.items

/** The recorded commands, in their order, and the request that kubectl makes of each. */
const requests: readonly (readonly [line: RegExp, method: string, url: string, body: unknown, type: string | undefined])[] = [
  [/replace -f/, 'PUT', `${deployments}/web?fieldManager=kubectl-replace`, { ...made, metadata: { ...made.metadata, resourceVersion: '1' } }, undefined],
  [/--server-side -f/, 'PATCH', `${deployments}/web?fieldManager=kubectl&force=false`, replicas(2), types.apply],
  [/--field-manager=other -f/, 'PATCH', `${deployments}/web?fieldManager=other&force=false`, replicas(3), types.apply],
  [/--force-conflicts/, 'PATCH', `${deployments}/web?fieldManager=other&force=true`, replicas(3), types.apply],
  [/patch deploy web -p \{"spec":\{"selector"/, 'PATCH', `${deployments}/web?fieldManager=kubectl-patch`, { spec: { selector: { matchLabels: { app: 'x' } } } }, types.strategic],
  [/"op":"test"/, 'PATCH', `${pods}/${pod?.metadata.name}?fieldManager=kubectl-patch`, [{ op: 'test', path: '/metadata/name', value: 'x' }], types.json],
  [/--type=merge/, 'PATCH', `${deployments}/web?fieldManager=kubectl-patch`, { spec: { replicas: 'x' } }, types.merge],
]

const [run] = recorded('outcomes-conflict').runs

/** What an answer says, without the object that it repeats. */
function words({ message = '', details: { causes } = {} }: Answered): readonly string[] {
  return causes && !message.startsWith('Apply failed') ? causes.map(cause => `${cause.field}: ${cause.message}`) : [message]
}

it.each(requests)('two writers, beside a real cluster: %s', (line, method, url, body, type) => {
  const command = run?.commands.find(each => line.test(each.line))
  const write = run?.writes.find(({ at, who }) => command && who === 'kubectl' && at >= command.at && at <= command.at + command.took)
  const { code, answer } = ask(method, url, body, type)
  expect(code).toBe(write?.code)
  if (code >= 400) {
    for (const text of words(answer))
      expect(command?.err.replaceAll(/"\{.*\}"/g, '{…}')).toContain(text.replaceAll(/"\{.*\}"/g, '{…}'))
  }
})

it('two writers, beside a real cluster: who owns which field afterwards', () => {
  const told = parse(run?.commands.find(({ line }) => line.includes('--show-managed-fields'))?.out ?? '') as Answered
  const { answer } = ask('GET', `${deployments}/web`)
  const managers = ({ metadata: { managedFields = [] } }: Answered): readonly string[] => managedFields.map(({ manager, operation }) => `${manager} ${operation}`)
  expect(answer.metadata.generation).toBe(told.metadata.generation)
  expect(managers(told)).toContain('other Apply')
  // Somebody had labelled the recorded one, too.
  expect(managers(answer)).toEqual(managers(told).filter(each => each !== 'kubectl-label Update'))
})
