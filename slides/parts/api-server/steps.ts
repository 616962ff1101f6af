import { methodOf } from '../../../kubernetes/api/request.ts'
import { gates } from '../../../kubernetes/history/event.ts'
import type { EventKind, EventOf, Gate } from '../../../kubernetes/history/event.ts'
import type { History } from '../../../kubernetes/history/history.ts'
import { run } from '../../../kubernetes/run.ts'
import { standardScenario } from '../../../kubernetes/scenario.ts'
import type { Scenario } from '../../../kubernetes/scenario.ts'
import { standardPolicy } from '../../../kubernetes/server/identities.ts'
import type { Identity } from '../../../kubernetes/server/policy.ts'
import { defineSteps } from '../../../talk/step.ts'
import type { StepId } from '../../../talk/step.ts'
import { partOf } from '../anatomy.ts'
import { dutyStep, takeawayStep, openingStep } from '../part-steps.ts'

const part = partOf('api-server')

/** Two users that authentication knows. A rule lets the group of the first do everything; none names the second. */
const users: readonly [Identity, Identity] = [
  { user: 'ann', groups: ['kubeadm:cluster-admins', 'system:authenticated'] },
  { user: 'bob', groups: ['system:authenticated'] },
]
const [ann, bob] = users

/** The same request of two users: what kubectl shows to be recognised is all that differs. */
export const apiServerScenarios: readonly Scenario[] = users.map(({ user }) => ({
  ...standardScenario,
  commands: standardScenario.commands.slice(0, 1),
  policy: { credentials: new Map([...standardPolicy(standardScenario.nodes.map(({ name }) => name)).credentials, ...users.map(each => [each.user, each] as const)]) },
  credential: user,
}))

const histories = apiServerScenarios.map(run)
const entry = dutyStep(part, 'entry')
const limits = dutyStep(part, 'limits')

/** The steps of the API server at work. */
export const apiServerSteps = defineSteps([
  openingStep(part),
  { ...entry, narration: `${entry.narration} The first gate finds out who is asking: here it knows both, ${ann.user} and ${bob.user}.` },
  {
    id: 'authorization',
    caption: { lead: 'Known is not enough.', rest: `No rule lets ${bob.user} create Deployments.` },
    narration: `Both ask for the same thing. A rule allows it to ${ann.user}; for ${bob.user} there is none, so that request ends here, with a 403. The answer says who may not do what, and where.`,
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go',
    page: true,
  },
  {
    id: 'mutating',
    caption: { lead: 'Mutating admission', rest: 'looks at the object, and may change it.' },
    narration: 'From here on the gates look at the object itself. In its first phase, admission may change it, or refuse it: plugins and webhooks put in what a cluster wants on every object of a kind.',
    source: 'docs:reference/access-authn-authz/admission-controllers',
  },
  {
    id: 'validation',
    caption: { lead: 'Is it a proper Deployment?', rest: 'If not, the answer is a 422.' },
    narration: 'Then the object is checked against the rules of its kind: a legal name, all that is required, no number below zero. What fails here is answered with a 422; what could not even be read as such an object was answered with a 400 before.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/registry/rest/create.go',
  },
  { ...limits, narration: `The fifth gate, validating admission, can only say yes or no. ${limits.narration}` },
  dutyStep(part, 'traffic'),
  takeawayStep(part),
])

/** How one user's request fares. */
export interface Lane {
  /** Who asks, as authentication found out; undefined until then. */
  readonly user: string | undefined
  /** What became of it at the gates it has come to, in order. */
  readonly gates: readonly { readonly gate: Gate, readonly passed: boolean }[]
  /** The answer, once there is one. `status` is there when it is no. */
  readonly answer: { readonly code: number, readonly reason: string, readonly message?: string } | undefined
  /** The revision at which the object was stored; undefined if it is not. */
  readonly revision: number | undefined
}

/** Everything that the picture of the API server shows at a step. */
export interface ApiServerView {
  readonly step: StepId<typeof apiServerSteps>
  /** Method and resource of the request, which is the same for both. */
  readonly request: string
  /** The gate that this step is about; undefined before the first and after the last. */
  readonly gate: Gate | undefined
  readonly lanes: readonly Lane[]
  /** Whether the traffic that does not come this way is shown. */
  readonly past: boolean
}

/** How many gates a request has come to at each step. */
const tried: Readonly<Record<ApiServerView['step'], number>> = { analogy: 0, entry: 1, authorization: 2, mutating: 3, validation: 4, limits: 5, traffic: 5, keep: 5 }

/** What happened to kubectl's request: it is the first there is. */
function ofRequest<K extends EventKind>({ events }: History, kind: K): EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind && 'request' in event && event.request.id === 0)
}

function answerOf(history: History): Lane['answer'] {
  const [answered] = ofRequest(history, 'answered')
  const refusal = ofRequest(history, 'gate').find(event => event.refusal)?.refusal
  if (!answered)
    return undefined
  return { code: answered.code, reason: refusal?.reason ?? 'Created', ...(refusal && { message: refusal.message }) }
}

function lane(history: History, count: number): Lane {
  const met = ofRequest(history, 'gate').slice(0, count)
  const refused = met.some(({ refusal }) => refusal)
  const through = met.length === gates.length
  return {
    user: met[0]?.user,
    gates: met.map(({ gate, refusal }) => ({ gate, passed: !refusal })),
    answer: refused || through ? answerOf(history) : undefined,
    revision: through ? ofRequest(history, 'committed')[0]?.revision : undefined,
  }
}

/** What the picture of the API server shows at a step. Throws a RangeError for a step that is not there. */
export function apiServerView(index: number): ApiServerView {
  const step = apiServerSteps[index]?.id
  const sent = histories[0] && ofRequest(histories[0], 'sent')[0]?.request
  if (!step || !sent)
    throw new RangeError(`There is no step ${index}: the API server has ${apiServerSteps.length}.`)
  const count = tried[step]
  const over = step === 'traffic' || step === 'keep'
  return {
    step,
    request: `${methodOf(sent)} ${sent.resource}`,
    gate: over ? undefined : gates[count - 1],
    lanes: count === 0 ? [] : histories.map(history => lane(history, count)),
    past: over,
  }
}
