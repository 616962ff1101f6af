import type { JsonObject, Scenario } from '../types.ts'
import { initialEventsEnd, watched } from '../answers/streams.ts'
import { deleting, deployment as deploymentObject, pod, podWithoutOwner } from '../answers/workloads.ts'
import { deployment, image, nodes, pods, replacement, unownedPod } from '../names.ts'
import { listPods } from './get.ts'
import { paths } from './paths.ts'

const victim = pod(pods[0], { node: nodes[0].name })

/** The Deployment before any of its Pods is ready, and as they become so one after another. */
const start = withReady(0)
const steps = [1, 2, 3].map(withReady)

/** Commands that change what is there, or follow a change. */
export const changes: readonly Scenario[] = [
  {
    id: 'delete-pod',
    about: 'One of the three is deleted. The message comes before its containers have stopped; kubectl then watches until the object is gone.',
    sources: ['code:staging/src/k8s.io/kubectl/pkg/cmd/delete/delete.go', 'code:staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go'],
    commands: [{
      args: ['delete', 'pod', pods[0]],
      answers: [
        { to: `DELETE ${paths.pods}/${pods[0]}`, code: 200, body: deleting(victim) },
        { to: `GET ${paths.pods}/${pods[0]}`, code: 200, body: deleting(victim) },
        {
          to: `WATCH ${paths.pods}`,
          events: [watched('ADDED', deleting(victim)), initialEventsEnd('Pod', 'v1'), watched('DELETED', deleting(victim))],
        },
      ],
    }],
  },
  {
    id: 'get-pods-while-deleting',
    about: 'Seen from a second terminal while the first still waits: the deleted Pod is on its way out, and its replacement on its way in.',
    sources: ['code:pkg/controller/controller_utils.go', 'code:pkg/printers/internalversion/printers.go'],
    commands: [listPods([
      { name: replacement, cells: [replacement, '0/1', 'ContainerCreating', '0', '2s'] },
      { name: pods[0], cells: [pods[0], '1/1', 'Terminating', '0', '2m'] },
      ...pods.slice(1).map(name => ({ name, cells: [name, '1/1', 'Running', '0', '2m'] })),
    ])],
  },
  {
    id: 'scale',
    about: 'Five wanted instead of three.',
    sources: ['docs:concepts/workloads/controllers/deployment'],
    commands: [{
      args: ['scale', 'deployment', deployment, '--replicas=5'],
      answers: [
        { to: `GET ${paths.deployment}`, code: 200, body: deploymentObject() },
        { to: `PATCH ${paths.deployment}/scale`, code: 200, body: { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: deployment }, spec: { replicas: 5 }, status: { replicas: 3 } } },
      ],
    }],
  },
  {
    id: 'run-pod',
    about: 'A Pod without a controller.',
    sources: ['docs:concepts/workloads/pods'],
    commands: [{
      args: ['run', unownedPod, `--image=${image}`],
      answers: [{ to: `POST ${paths.pods}`, code: 201, body: podWithoutOwner(unownedPod) }],
    }],
  },
  {
    id: 'rollout-status',
    about: 'The Pods of a new Deployment become ready one after another.',
    sources: ['code:staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go'],
    commands: [{
      args: ['rollout', 'status', `deployment/${deployment}`],
      answers: [
        { to: `GET ${paths.deployment}`, code: 200, body: start },
        {
          to: `WATCH ${paths.deployments}`,
          events: [watched('ADDED', start), initialEventsEnd('Deployment', 'apps/v1'), ...steps.map(state => watched('MODIFIED', state))],
        },
      ],
    }],
  },
]

function withReady(ready: number): JsonObject {
  return deploymentObject({
    resourceVersion: `${1020 + ready}`,
    status: { observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: ready, availableReplicas: ready, unavailableReplicas: 3 - ready },
  })
}
