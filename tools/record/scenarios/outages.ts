import type { Scenario } from '../types.ts'
import { passedOn } from '../answers/statuses.ts'
import { pod } from '../answers/workloads.ts'
import { deployment, image, namespace, nodes, pods, unownedPod } from '../names.ts'
import { create } from './create.ts'
import { paths } from './paths.ts'

const helpers = 'code:staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go'
const timeout = 'code:staging/src/k8s.io/apiserver/pkg/server/filters/timeout.go'
const etcd = 'docs:tasks/administer-cluster/configure-upgrade-etcd'
const [, , { name: node, address }] = nodes
const log = `https://${address}:10250/containerLogs/${namespace}/${pods[2]}/nginx`

const failed = { exitCode: 1 }
const unanswered = { args: ['get', 'pods'], answers: [], ...failed }
/** etcd's own error, as the API server passes it on. */
const etcdTimeout = passedOn('etcdserver: request timed out')
/** The timeout filter writes its Status without kind and version, as text; so kubectl cannot read it and words the error itself. */
const filterTimeout = {
  code: 504,
  text: '{"metadata":{},"status":"Failure","message":"Timeout: request did not complete within the allotted timeout","reason":"Timeout","details":{},"code":504}\n',
}

/** Something is down. */
export const outages: readonly Scenario[] = [
  {
    id: 'unreachable',
    about: 'No API server listens. The list of resources is still in kubectl\'s cache.',
    sources: [helpers],
    unreachable: true,
    commands: [
      unanswered,
      create(undefined, failed),
      ...[['get', 'nodes'], ['scale', 'deployment', deployment, '--replicas=5'], ['run', unownedPod, `--image=${image}`], ['delete', 'pod', pods[0]], ['logs', pods[0]]].map(args => ({ args, answers: [], ...failed })),
    ],
  },
  {
    id: 'unreachable-cold',
    about: 'No API server listens, and kubectl has never seen its list of resources.',
    sources: [helpers],
    unreachable: true,
    discovery: 'cold',
    commands: [unanswered],
  },
  {
    id: 'etcd-timeout',
    about: 'etcd has lost its quorum, and says so.',
    sources: [etcd],
    commands: [{ ...unanswered, answers: [{ to: `GET ${paths.pods}`, ...etcdTimeout }] }, create(etcdTimeout, failed)],
  },
  {
    id: 'request-timeout',
    about: 'etcd does not answer at all, until the API server\'s own limit for a request has passed.',
    sources: [timeout, etcd],
    commands: [{ ...unanswered, answers: [{ to: `GET ${paths.pods}`, ...filterTimeout }] }, create(filterTimeout, failed)],
  },
  {
    id: 'logs-kubelet-down',
    about: 'The log of a Pod whose node has no kubelet running: the API server cannot fetch it.',
    sources: ['code:pkg/registry/core/pod/strategy.go'],
    commands: [{
      args: ['logs', pods[2]],
      ...failed,
      answers: [
        { to: `GET ${paths.pods}/${pods[2]}`, code: 200, body: pod(pods[2], { node }) },
        { to: `GET ${paths.pods}/${pods[2]}/log`, ...passedOn(`Get "${log}": dial tcp ${address}:10250: connect: connection refused`) },
      ],
    }],
  },
]
