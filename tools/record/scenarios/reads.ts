import type { Scenario } from '../types.ts'
import { table } from '../answers/tables.ts'
import { pod } from '../answers/workloads.ts'
import { kubeletVersion, nodes, pods } from '../names.ts'
import { getDeployment, getPods, listPods } from './get.ts'
import { paths } from './paths.ts'

const printers = 'code:pkg/printers/internalversion/printers.go'

/** Commands that only look. */
export const reads: readonly Scenario[] = [
  {
    id: 'get-pods',
    about: 'The three Pods run.',
    sources: [printers],
    commands: [getPods('Running', 1, '2m')],
  },
  {
    id: 'get-pods-none',
    about: 'Right after the answer: no controller has made a Pod yet.',
    sources: [printers],
    commands: [listPods([])],
  },
  {
    id: 'get-deployment',
    about: 'The Deployment, with all its Pods ready.',
    sources: [printers],
    commands: [getDeployment(3, 3, '2m')],
  },
  {
    id: 'get-nodes',
    about: 'One of three nodes has not been heard of.',
    sources: [printers, 'code:pkg/controller/nodelifecycle/node_lifecycle_controller.go'],
    commands: [{
      args: ['get', 'nodes'],
      answers: [{
        to: `GET ${paths.nodes}`,
        code: 200,
        body: table('Node', nodes.map(({ name }, index) => ({ name, cells: [name, index < 2 ? 'Ready' : 'NotReady', '<none>', '40d', kubeletVersion] }))),
      }],
    }],
  },
  {
    id: 'logs',
    about: 'The log of one Pod, by way of its kubelet.',
    sources: ['code:pkg/registry/core/pod/strategy.go', 'page:github.com/nginxinc/docker-nginx/blob/master/entrypoint/docker-entrypoint.sh'],
    commands: [{
      args: ['logs', pods[2], '--tail=1'],
      answers: [
        { to: `GET ${paths.pods}/${pods[2]}`, code: 200, body: pod(pods[2], { node: nodes[2].name }) },
        { to: `GET ${paths.pods}/${pods[2]}/log`, code: 200, text: '2026/01/01 09:00:02 [notice] 1#1: start worker process 32\n' },
      ],
    }],
  },
]
