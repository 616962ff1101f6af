import type { Command, JsonObject, Scenario } from '../types.ts'
import { eventName, warning, type Warning } from '../answers/events.ts'
import { list } from '../answers/streams.ts'
import { table } from '../answers/tables.ts'
import { pod, replicaSetWithoutPods } from '../answers/workloads.ts'
import { messageOf, missingImage, pods, podsWithoutImage, replicaSet } from '../names.ts'
import { created } from './create.ts'
import { getDeployment, getPods } from './get.ts'
import { paths } from './paths.ts'

const printers = 'code:pkg/printers/internalversion/printers.go'

const creating = messageOf('pods-denied', 'FailedCreate')
const failedCreate = { about: replicaSetWithoutPods(creating.replace('Error creating: ', '')), reason: 'FailedCreate', message: creating, from: 'replicaset-controller' }

const unschedulable = messageOf('unschedulable', 'FailedScheduling')

/** The API server says yes, and then the Pods do not run. */
export const accepted: readonly Scenario[] = [
  {
    id: 'created',
    about: 'Created: 201. No Pod exists yet when the answer comes.',
    sources: ['code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go'],
    commands: [created()],
  },
  {
    id: 'pods-denied',
    about: 'Created, but a quota allows no Pods: the ReplicaSet controller is refused in its turn, and the user is not told.',
    sources: ['code:pkg/controller/controller_utils.go', 'code:staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go', printers],
    commands: [
      created(),
      getDeployment(0, 0, '30s'),
      getEvents([failedCreate]),
      describe('replicaset', `${paths.replicaSets}/${replicaSet}`, failedCreate, { [`GET ${paths.pods}`]: list('Pod', 'v1', []) }),
    ],
  },
  {
    id: 'unschedulable',
    about: 'Created, but every node has a taint that the Pods do not tolerate.',
    sources: [
      'code:pkg/scheduler/framework/types.go',
      'code:pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go',
      'code:pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go',
      printers,
    ],
    commands: [
      created(),
      getPods('Pending', 0, '30s'),
      getEvents(pods.map(failedScheduling)),
      describe('pod', `${paths.pods}/${pods[0]}`, failedScheduling(pods[0])),
    ],
  },
  {
    id: 'image-pull-back-off',
    about: 'Created, but there is no such image. The two states alternate.',
    sources: ['code:pkg/kubelet/images/image_manager.go', 'docs:concepts/containers/images', printers],
    commands: [created(missingImage), getPods('ErrImagePull', 0, '5s', podsWithoutImage), getPods('ImagePullBackOff', 0, '20s', podsWithoutImage)],
  },
]

function failedScheduling(name: string): Warning {
  return { about: pod(name, { unschedulable }), reason: 'FailedScheduling', message: unschedulable, from: 'default-scheduler' }
}

function getEvents(events: readonly Warning[]): Command {
  const rows = events.map(({ about, reason, message }) => {
    const { name } = about.metadata as { name: string }
    return { name: eventName(name), cells: ['30s', 'Warning', reason, `${String(about.kind).toLowerCase()}/${name}`, message] }
  })
  return { args: ['get', 'events'], answers: [{ to: `GET ${paths.events}`, code: 200, body: table('Event', rows) }] }
}

/** `kubectl describe` of an object with one event. `more` holds what else it asks for, by method and path. */
function describe(kind: string, path: string, event: Warning, more: Readonly<Record<string, JsonObject>> = {}): Command {
  return {
    args: ['describe', kind, path.slice(path.lastIndexOf('/') + 1)],
    answers: [
      // Once to find it, once more to describe it.
      { to: `GET ${path}`, code: 200, body: event.about },
      { to: `GET ${path}`, code: 200, body: event.about },
      ...Object.entries(more).map(([to, body]) => ({ to, code: 200, body })),
      { to: `GET ${paths.events}`, code: 200, body: () => list('Event', 'v1', [warning(event)]) },
    ],
  }
}
