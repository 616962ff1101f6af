import { collectors } from '../../kubernetes/controllers/collectors.ts'
import type { EventId } from '../../kubernetes/history/event.ts'
import type { History } from '../../kubernetes/history/history.ts'
import { findEvent, on } from '../../kubernetes/history/query.ts'
import { runFrom } from '../../kubernetes/run.ts'
import type { Fault, NodeSpec } from '../../kubernetes/scenario.ts'

/** The machine of the control plane, and the taint that keeps other Pods away. Source: docs, reference/labels-annotations-taints. */
export const machine = 'control-plane'
export const taint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' } as const

/** The Namespace of the control plane's Pods. */
export const namespace = 'kube-system'

/** What stands in the machine's folder, by the name of the file without its ending. */
export const staticPods = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const

const nodes: readonly NodeSpec[] = [
  { name: machine, cpu: '4', memory: '8Gi', pods: 110, taints: [taint] },
  ...[1, 2].map(number => ({ name: `worker-${number}`, cpu: '4', memory: '8Gi', pods: 110 })),
]

const repository = 'registry.k8s.io'

/** The images of the control plane's parts, and nginx: plausible times and sizes, not measured. */
const registry = { ...Object.fromEntries(staticPods.map(name => [`${repository}/${name}`, { pull: 1500, size: 30_000_000 }])), nginx: { pull: 2000, size: 72_000_000 } }

/** When the files are laid down, a Deployment is asked for, a mirror is deleted, and the Pods are looked at, in seconds of the run. */
const times = { files: 1, look: 90, web: 100, deletion: 112, end: 140 } as const

function played(faults: readonly Fault[]): History {
  return runFrom({ controllers: collectors }, {
    seed: 1,
    nodes,
    registry,
    manifests: staticPods.map(name => ({ node: machine, at: times.files, name, namespace, labels: { component: name, tier: 'control-plane' }, containers: [{ name, image: `${repository}/${name}:v1.36.2` }] })),
    faults,
    commands: [
      { run: 'get pods', at: times.look, namespace },
      { run: 'create deployment', at: times.web, name: 'web', image: 'nginx', replicas: 3 },
      { run: 'delete pod', at: times.deletion, name: `kube-apiserver-${machine}`, namespace, wait: 'no' },
    ],
    until: times.end,
  })
}

const isStarted = (name: string) => on('cri-returned', ({ call, pod }) => call === 'StartContainer' && pod.name === `${name}-${machine}`)

/** When the container of the API server has started on a machine where nobody answers until then, in seconds of the run. */
const answersAt = findEvent(played([{ at: 0, stop: 'kube-apiserver' }]), 'API server', isStarted('kube-apiserver')).at

/** A control plane that starts from files: the API server answers once its container runs. */
export const history = played([{ at: 0, stop: 'kube-apiserver' }, { at: answersAt, start: 'kube-apiserver' }])

const running = history.events.findLast(event => event.at < times.look)?.id ?? Number.NaN
const deleted = findEvent(history, 'deletion', event => event.at >= times.deletion)

/** What each step of the slide is drawn at. */
export const moments = {
  calm: running,
  files: findEvent(history, 'first container that starts', isStarted('etcd')).id - 1,
  mirrors: findEvent(history, 'command for a Deployment', event => event.at >= times.web).id - 1,
  deleted: history.events.length - 1,
  tainted: deleted.id - 1,
} as const satisfies Readonly<Record<string, EventId>>
