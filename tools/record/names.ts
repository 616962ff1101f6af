import { outcomes } from '../../slides/outcomes/outcomes.ts'
import { historyOf } from '../../slides/outcomes/view.ts'
import type { ApiObject, Event, Pod } from '../../kubernetes/api/objects.ts'
import { cast, requestHistory } from '../../slides/request/history.ts'

/** The names of everything that the recorded scenarios speak of, once; those of the request and of its outcomes come from the model's runs. */

export const namespace = 'default'
export const user = 'dev'

export const { deployment, replicaSet } = cast
export const image = 'nginx'
/** A Pod that no controller looks after. */
export const unownedPod = 'debug'
export const missingImage = 'nginx:gone'
/** No DNS subdomain (capital letter, underscore), yet a legal label value: one cause of refusal and no more. */
export const invalidName = 'Web_1'

export const podTemplateHash = replicaSet.slice(deployment.length + 1)

/** The three Pods of the ReplicaSet, in the order in which a list shows them. */
export const pods = firstThree(cast.pods.toSorted())

/** Every object that an outcome's run ever stored. */
function storedBy(outcome: string): ApiObject[] {
  const found = outcomes.find(({ id }) => id === outcome)
  return found ? historyOf(found).events.flatMap(event => event.kind === 'committed' ? [event.object] : []) : []
}

function podsOf(outcome: string): string[] {
  const names = storedBy(outcome).filter((object): object is Pod => object.kind === 'Pod').map(({ metadata }) => metadata.name)
  return [...new Set(names)].sort()
}

/** What the first Event with that reason says, in an outcome's run. */
export function messageOf(outcome: string, reason: string): string {
  const event = storedBy(outcome).find((object): object is Event => object.kind === 'Event' && object.reason === reason)
  if (!event)
    throw new Error(`The run of "${outcome}" has no ${reason}.`)
  return event.message
}

/** The Pods of the Deployment whose image is missing: another template has another hash. */
export const podsWithoutImage = firstThree(podsOf('image-pull'))

/** The Pod that is made when one of them is deleted. */
export const replacement = podsOf('delete-pod').find(name => !cast.pods.includes(name)) ?? ''

/** The nodes and their addresses. */
export const nodes = firstThree(requestHistory.scenario.nodes.map(({ name }, index) => ({ name, address: `10.0.0.${index + 2}` })))

function firstThree<T>([first, second, third]: readonly T[]): readonly [T, T, T] {
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('The recorded scenarios speak of three.')
  return [first, second, third]
}

export { kubeletVersion } from '../../kubernetes/kubectl/printer.ts'

/** Where the recording says the API server is; in truth it is a free port on loopback. */
export const apiServer = '10.0.0.1:6443'

export const webhook = 'policy.example.com'
export const webhookMessage = 'image registry not allowed'
