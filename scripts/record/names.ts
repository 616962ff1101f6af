/** The names of everything that the recorded scenarios speak of, once. */

export const namespace = 'default'
export const user = 'dev'

export const deployment = 'web'
export const image = 'nginx'
export const missingImage = 'nginx:nope'
/** No DNS subdomain (capital letter, underscore), yet a legal label value: one cause of refusal and no more. */
export const invalidName = 'Web_1'

/** Only characters that an encoded pod-template-hash can hold: 456789bcdf. */
export const podTemplateHash = '5c6fd8b97d'
export const replicaSet = `${deployment}-${podTemplateHash}`
/** The three Pods of the ReplicaSet, in the order in which a list shows them. */
export const pods = [`${replicaSet}-c9vqh`, `${replicaSet}-m4wtz`, `${replicaSet}-x7k2p`] as const
/** The Pod that is made when one of them is deleted. */
export const replacement = `${replicaSet}-b6rn8`

/** The nodes and their addresses. */
export const nodes = [
  { name: 'node-1', address: '10.0.0.2' },
  { name: 'node-2', address: '10.0.0.3' },
  { name: 'node-3', address: '10.0.0.4' },
] as const

/** The version that nodes report. */
export const kubeletVersion = 'v1.36.2'

/** Where the recording says the API server is; in truth it is a free port on loopback. */
export const apiServer = '10.0.0.1:6443'

export const webhook = 'policy.example.com'
export const webhookMessage = 'image registry not allowed'
export const quota = 'no-pods'
