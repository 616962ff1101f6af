import { cast, requestHistory } from '../../model/request/history.ts'

/** The names of everything that the recorded scenarios speak of, once; those of the request come from the model's run. */

export const namespace = 'default'
export const user = 'dev'

export const { deployment, replicaSet } = cast
export const image = 'nginx'
export const missingImage = 'nginx:nope'
/** No DNS subdomain (capital letter, underscore), yet a legal label value: one cause of refusal and no more. */
export const invalidName = 'Web_1'

export const podTemplateHash = replicaSet.slice(deployment.length + 1)

/** The three Pods of the ReplicaSet, in the order in which a list shows them. */
export const pods = firstThree(cast.pods.toSorted())

/** The Pod that is made when one of them is deleted. */
export const replacement = `${replicaSet}-b6rn8`

/** The nodes and their addresses. */
export const nodes = firstThree(requestHistory.scenario.nodes.map(({ name }, place) => ({ name, address: `10.0.0.${place + 2}` })))

function firstThree<T>([first, second, third]: readonly T[]): readonly [T, T, T] {
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('The recorded scenarios speak of three.')
  return [first, second, third]
}

/** The version that nodes report. */
export const kubeletVersion = 'v1.36.2'

/** Where the recording says the API server is; in truth it is a free port on loopback. */
export const apiServer = '10.0.0.1:6443'

export const webhook = 'policy.example.com'
export const webhookMessage = 'image registry not allowed'
export const quota = 'no-pods'
