import type { Scenario } from '../types.ts'
import { alreadyExists, deniedByWebhook, forbidden, invalidName, unauthorized } from '../answers/statuses.ts'
import { invalidName as badName, deployment, webhookMessage } from '../names.ts'
import { create } from './create.ts'
import { paths } from './paths.ts'

const errors = 'code:staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go'
const authentication = 'code:staging/src/k8s.io/apiserver/pkg/endpoints/filters/authentication.go'
const statusError = 'code:staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go'
const refused = { exitCode: 1 }

/** The API server says no to the request. */
export const refusals: readonly Scenario[] = [
  {
    id: 'unauthorized',
    about: 'The token is not valid any more: 401.',
    sources: [authentication, errors],
    commands: [create(unauthorized(), refused), { args: ['get', 'pods'], answers: [{ to: `GET ${paths.pods}`, ...unauthorized() }], ...refused }],
  },
  {
    id: 'unauthorized-discovery',
    about: 'The token was never valid, and the command has to ask for the list of resources first: 401 there. (create deployment knows its resource and asks for no list.)',
    sources: [authentication, errors],
    discovery: 'cold',
    refusedDiscovery: unauthorized(),
    commands: [{ args: ['get', 'pods'], answers: [], ...refused }],
  },
  {
    id: 'forbidden',
    about: 'RBAC does not allow the user to create Deployments: 403.',
    sources: ['code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go', errors],
    commands: [create(forbidden('create', 'apps', 'deployments'), refused)],
  },
  {
    id: 'admission-denied',
    about: 'A validating admission webhook denies the request, with reason Forbidden and code 403.',
    sources: [statusError],
    commands: [create(deniedByWebhook(webhookMessage, { code: 403, reason: 'Forbidden' }), refused)],
  },
  {
    id: 'admission-denied-without-reason',
    about: 'A validating admission webhook denies the request and gives neither reason nor code: 400.',
    sources: [statusError],
    commands: [create(deniedByWebhook(webhookMessage), refused)],
  },
  {
    id: 'invalid',
    about: 'The name is no DNS subdomain: 422. The label app holds the same text, which is a legal label value, so there is one cause.',
    sources: [errors, 'code:staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go'],
    commands: [create(invalidName('apps', 'Deployment', badName), { name: badName, ...refused })],
  },
  {
    id: 'already-exists',
    about: 'There is a Deployment of that name: 409.',
    sources: [errors, 'code:staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go'],
    commands: [create(alreadyExists('apps', 'deployments', deployment), refused)],
  },
]
