import { gateNames, gates } from '../../../kubernetes/history/event.ts'
import type { ApiServerView, Lane } from './view.ts'

function sentence({ user, gates: met, answer }: Lane): string {
  const passed = met.filter(each => each.passed).length
  return `The request of ${user} has passed ${passed} of ${gates.length} gates${answer ? `; the answer is ${answer.code}` : ''}.`
}

/** What the picture of the API server shows at a step, in sentences. */
export function describeApiServer({ gate, lanes, past }: ApiServerView): string {
  const refusal = lanes.find(lane => lane.answer?.message)?.answer
  const revision = lanes.find(lane => lane.revision)?.revision
  return [
    `Gates: ${gates.map(each => gateNames[each]).join(', ')}.`,
    gate && `This step is about ${gateNames[gate]}.`,
    ...lanes.map(sentence),
    refusal?.message && `${refusal.code} ${refusal.reason}: ${refusal.message}.`,
    revision && `etcd holds the Deployment at revision ${revision}.`,
    past && 'Two Pods talk past the API server.',
  ].filter(Boolean).join(' ')
}
