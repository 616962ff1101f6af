import { methodOf } from '../../../kubernetes/api/request.ts'
import { type EventKind, type EventOf, type Gate, gates } from '../../../kubernetes/history/event.ts'
import type { History } from '../../../kubernetes/history/history.ts'
import { present } from '../../../kubernetes/history/query.ts'
import { run } from '../../../kubernetes/run.ts'
import { stepAt, type StepId } from '../../../talk/step.ts'
import { apiServerScenarios } from './scenarios.ts'
import { apiServerSteps } from './steps.ts'

const histories = apiServerScenarios.map(run)

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
  const step = stepAt(apiServerSteps, index).id
  const { request: sent } = present(histories[0] && ofRequest(histories[0], 'sent')[0], 'request')
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
