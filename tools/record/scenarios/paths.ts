import { deployment, namespace } from '../names.ts'

/** Paths of the API that several scenarios use. */
export const paths = {
  deployments: `/apis/apps/v1/namespaces/${namespace}/deployments`,
  deployment: `/apis/apps/v1/namespaces/${namespace}/deployments/${deployment}`,
  replicaSets: `/apis/apps/v1/namespaces/${namespace}/replicasets`,
  pods: `/api/v1/namespaces/${namespace}/pods`,
  events: `/api/v1/namespaces/${namespace}/events`,
  nodes: '/api/v1/nodes',
} as const
