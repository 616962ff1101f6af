import { gateNames, gates } from '../../../kubernetes/history/event.ts'
import type { ApiServerView, Lane } from './view.ts'

function sentence({ user, gates: met, answer }: Lane): string {
  const passed = met.filter(each => each.passed).length
  return `The request of ${user} has passed ${passed} of ${gates.length} gates${answer ? `; the answer is ${answer.code} ${answer.reason}${answer.message ? `: ${answer.message}` : ''}` : ''}.`
}

/** What the picture of the API server shows at a step, in sentences. */
export function describeApiServer({ gate, lanes, past }: ApiServerView): string {
  const revision = lanes.find(lane => lane.revision)?.revision
  return [
    `Gates: ${gates.map(each => gateNames[each]).join(', ')}.`,
    gate && `This step is about ${gateNames[gate]}.`,
    ...lanes.map(sentence),
    revision && `etcd holds the Deployment at revision ${revision}.`,
    past && 'Two Pods talk past the API server.',
  ].filter(Boolean).join(' ')
}
