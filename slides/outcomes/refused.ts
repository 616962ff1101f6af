import { type CreateDeployment, type Scenario, standardScenario, threeWorkers } from '../../kubernetes/scenario.ts'
import { credentialOf, standardPolicy } from '../../kubernetes/server/identities.ts'
import type { Outcome } from './outcome.ts'
import { on } from '../../kubernetes/history/query.ts'
import { exited, refusedAt } from './request-steps.ts'

/** The command of the deck. */
export const create: CreateDeployment = { run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 3 }

/** The deck's cluster, with other commands or another policy. */
export function cluster(changes: Partial<Scenario>): Scenario {
  return { ...standardScenario, commands: [create], ...changes }
}

/** Somebody who is known and may nothing. */
const dev = { user: 'dev', groups: ['system:authenticated'] }
const { credentials } = standardPolicy(threeWorkers.map(({ name }) => name))

/** No DNS subdomain, yet a legal label value: one cause of refusal and no more. */
const badName = 'Web_1'

/** The API server says no, and nothing is stored. */
export const refused = [
  {
    id: 'unauthorized',
    short: '401',
    title: 'Nobody knows this token',
    component: 'authentication',
    where: 'authentication',
    answer: '401 Unauthorized',
    brief: '401 unknown',
    scenario: cluster({ credential: 'an expired token' }),
    caption: { lead: '401: who are you?', rest: 'The token is not valid. Nothing else was asked.' },
    narration: 'The token has expired, so authentication says no, and nobody looks at the request any further. A 401 means: what you showed is not accepted. Log in again. Who shows nothing at all passes this gate, as system:anonymous, and mostly ends at the next one.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/filters/authentication.go',
    inner: refusedAt('authentication', { lead: 'Who are you?', rest: 'Authentication does not accept the token.' }),
  },
  {
    id: 'forbidden',
    short: '403',
    title: 'You may not',
    component: 'authorization',
    where: 'authorization',
    answer: '403 Forbidden',
    brief: '403 no rule',
    scenario: cluster({ policy: { credentials: new Map([...credentials, [credentialOf('kubectl'), dev]]) } }),
    caption: { lead: '403: may you?', rest: 'The user “dev” is known, but no rule allows this.' },
    narration: 'Now the user is known: dev. But no rule lets dev create Deployments, and what is not allowed is forbidden. The message names user, verb and resource: all you need to write the missing rule. Admission may answer with a 403 as well, and then the message names a quota, say.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go',
    inner: refusedAt('authorization', { lead: 'May you?', rest: 'Authorization finds no rule for “dev”.' }),
  },
  {
    id: 'webhook',
    short: 'webhook',
    title: 'A webhook says no',
    component: 'validating',
    where: 'admission: a webhook denies',
    answer: '403 Forbidden',
    brief: '403 webhook',
    scenario: cluster({ policy: { webhooks: [{ name: 'policy.example.com', phase: 'validating', resource: 'deployments', message: 'image registry not allowed', code: 403, reason: 'Forbidden' }] } }),
    caption: { lead: 'Denied by a webhook:', rest: 'you may create one, but not this one.' },
    narration: 'Authorization asked who does what. Admission reads the object itself. Here a webhook, a server that the cluster’s owner runs, does not like where the image comes from, and that is a no as well. The code is its own choice: had it named none, this would be a 400, and a policy kept in the cluster says 422. Trust the message, not the number.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go',
    inner: refusedAt('validating', { lead: 'Validating admission.', rest: 'A webhook is asked, and denies.' }),
  },
] as const satisfies readonly Outcome[]

/** Refused by what is in the object, or by what is in etcd already. */
export const refusedObjects = [
  {
    id: 'invalid',
    short: '422',
    title: 'That is no Deployment',
    component: 'validation',
    where: 'validation',
    answer: '422 Invalid',
    brief: '422 invalid',
    scenario: cluster({ commands: [{ ...create, name: badName }] }),
    caption: { lead: '422: not well formed.', rest: `“${badName}” is no legal name, whoever asks.` },
    narration: 'An underscore and a capital letter: this cannot be a name. Validation gives the field, what is wrong with it, and the pattern that would be right. Nobody could create this, whatever their rights.',
    source: 'code:staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go',
    inner: refusedAt('validation', { lead: 'Validation.', rest: `“${badName}” breaks the rules for names.` }, badName),
  },
  {
    id: 'already-exists',
    short: '409',
    title: 'It is there already',
    component: 'etcd',
    where: 'etcd: key taken',
    answer: '409 AlreadyExists',
    brief: '409 it is there already',
    scenario: cluster({ commands: [create, { ...create, at: 'rest' }] }),
    scrolled: 1,
    caption: { lead: '409: it is there already.', rest: 'All gates said yes; etcd said no.' },
    narration: 'The same command a second time. Every gate lets it pass, for there is nothing wrong with it. But the transaction in etcd asks for a key that must not exist yet, and it does.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go',
    inner: [
      { id: 'sent', caption: { lead: 'The same again.', rest: 'One more POST.' }, at: on('sent', ({ request, at }) => request.actor === 'kubectl' && at > 1) },
      { id: 'validating', caption: { lead: 'Five gates.', rest: 'All of them let it pass.' }, at: on('gate', ({ request, gate, at }) => request.actor === 'kubectl' && gate === 'validating' && at > 1) },
      { id: 'not-stored', caption: { lead: 'The transaction fails.', rest: 'Its key must be new, and it is not.' }, at: on('uncommitted', ({ request }) => request.actor === 'kubectl') },
      { id: 'answered', at: exited(1) },
    ],
  },
] as const satisfies readonly Outcome[]
