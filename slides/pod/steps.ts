import type { Container, Pod } from '../../kubernetes/api/objects.ts'
import type { EventKind, EventOf } from '../../kubernetes/history/event.ts'
import { run } from '../../kubernetes/run.ts'
import { type Scenario, threeWorkers } from '../../kubernetes/scenario.ts'
import { defineSteps, type StepId } from '../../talk/step.ts'

/** What a Pod is: containers that share a network and, where they mount them, volumes. */
export const wrapperSteps = defineSteps([
  {
    id: 'pod',
    caption: { lead: 'A Pod wraps containers.', rest: 'It is the smallest unit you deploy.' },
    narration: 'You never deploy a container to Kubernetes, always a Pod. It is the smallest thing the cluster places, and it runs on one node, whole.',
    source: 'docs:concepts/workloads/pods',
  },
  {
    id: 'container',
    caption: { lead: 'Usually just one container,', rest: 'started from an image.' },
    narration: 'Most Pods hold a single container. The image packs your program with its libraries, so that it starts the same everywhere; the container is the running copy. Kernel and processor still come from the node.',
    source: 'docs:concepts/containers',
  },
  {
    id: 'helper',
    caption: { lead: 'Sometimes several,', rest: 'placed together, on the same node.' },
    narration: 'A Pod may hold more than one, such as a web server and the PHP process behind it. They are placed together and live on the same node.',
    source: 'docs:concepts/workloads/pods',
    page: true,
  },
  {
    id: 'network',
    caption: { lead: 'One IP address, one port space.', rest: 'They meet on localhost.' },
    narration: 'They share one network: one address, one set of ports. The web server reaches PHP on localhost, two containers cannot both listen on port 80, and they may use the same shared memory.',
    source: 'docs:concepts/workloads/pods',
  },
  {
    id: 'volume',
    caption: { lead: 'A volume is shared', rest: 'by the containers that mount it.' },
    narration: 'A volume belongs to the Pod. Whichever container mounts it sees the same files.',
    source: 'docs:concepts/workloads/pods',
    page: true,
  },
  {
    id: 'apart',
    caption: { lead: 'Not shared:', rest: 'file systems and, by default, processes.' },
    narration: 'Sharing resources, as the article puts it, has limits. Each container has the file system of its own image and, unless you ask otherwise, does not see the other’s processes.',
    source: 'code:pkg/kubelet/kuberuntime/util/util.go',
  },
  {
    id: 'init',
    moves: ['web', 'php'],
    caption: { lead: 'Init containers go first,', rest: 'one by one, each to its end.' },
    narration: 'Before all of these, a Pod may have init containers. They start one after another, each only when the one before has ended well. This one fetches the files of the site; if it fails, the kubelet tries again, or the Pod has failed.',
    source: 'docs:concepts/workloads/pods/init-containers',
  },
  {
    id: 'sidecar',
    caption: { lead: 'A sidecar starts before the others,', rest: 'and stops after them.' },
    narration: 'A sidecar is an init container that goes on running: it is written among them with the restart policy Always, stable since 1.33. The others start once it has started, and when the Pod ends it is the last to stop, so the log shipper sees the very last line.',
    source: 'docs:concepts/workloads/pods/sidecar-containers',
  },
])

type WrapperStepId = StepId<typeof wrapperSteps>

/** A Pod of two containers with an init container and a sidecar, and its end. */
export const wrapperScenario: Scenario = {
  seed: 3,
  nodes: threeWorkers,
  commands: [
    {
      run: 'create pod',
      at: 0,
      name: 'site',
      volumes: ['files'],
      initContainers: [
        { name: 'fetch', image: 'busybox', command: ['sleep', '2'], volumeMounts: [{ name: 'files', mountPath: '/site' }] },
        { name: 'logs', image: 'fluent/fluent-bit', restartPolicy: 'Always' },
      ],
      containers: [
        { name: 'web', image: 'nginx', ports: [{ containerPort: 80 }], volumeMounts: [{ name: 'files', mountPath: '/usr/share/nginx/html' }] },
        { name: 'php', image: 'php:fpm', ports: [{ containerPort: 9000 }], volumeMounts: [{ name: 'files', mountPath: '/var/www/html' }] },
      ],
    },
    { run: 'delete pod', at: 30, name: 'site' },
  ],
}

/** One container of the picture. */
export interface WrappedContainer {
  readonly name: string
  readonly image: string
  readonly role: 'init' | 'sidecar' | 'app'
  /** The step that brings it. */
  readonly from: WrapperStepId
  /** What it does, in a few words each. */
  readonly says: readonly string[]
  /** Its place among the starts of the Pod's containers, from 1. */
  readonly started: number
  /** Its place among their stops, from 1; those that stop together share one. Undefined if it had ended before. */
  readonly stopped: number | undefined
  /** Where it finds the volume; undefined where it does not mount it. */
  readonly mountedAt: string | undefined
}

/** What each role is called. */
export const roleNames: Readonly<Record<WrappedContainer['role'], string>> = { init: 'init container', sidecar: 'sidecar', app: 'container' }

/** Everything that the picture shows once its last step is reached. */
export interface WrapperView {
  readonly name: string
  readonly node: string
  readonly ip: string
  readonly containers: readonly WrappedContainer[]
  readonly volume: string
}

/** What the containers of a Pod share whatever they do, where they want to, and not at all. Source: docs, concepts/workloads/pods. */
export const sharing = {
  network: 'one network: one IP, one port space, localhost, IPC',
  volume: 'where mounted',
  apart: ['file system not shared', 'processes not shared'],
} as const

const { events } = run(wrapperScenario)

function of<K extends EventKind>(kind: K): EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind)
}

/** The Pod as it ran: the kubelet's report that it does is the last before somebody deletes it. */
function ranPod(): Pod {
  const running = of('committed').flatMap(({ object, request }) => object.kind === 'Pod' && object.status.phase === 'Running' && request.verb === 'patch' ? [object] : []).at(-1)
  if (!running?.spec.nodeName || !running.status.podIP)
    throw new Error('The Pod of the slide never ran.')
  return running
}

/** Places in the order of time, from 1; what happens at the same time shares one. */
function firstTimes(happened: readonly { readonly container?: string, readonly at: number }[]): ReadonlyMap<string | undefined, number> {
  const times = [...new Set(happened.map(({ at }) => at))].toSorted((one, other) => one - other)
  return new Map(happened.map(({ container, at }) => [container, times.indexOf(at) + 1]))
}

function appSays(own: Container, siblings: readonly Container[]): string[] {
  const ports = (container: Container): number[] => container.ports?.map(({ containerPort }) => containerPort) ?? []
  return [
    ...ports(own).map(port => `listens on ${port}`),
    ...siblings.filter(({ name }) => name !== own.name).flatMap(ports).map(port => `reaches localhost:${port}`),
  ]
}

function initSays({ name }: Container, last: boolean): string {
  const ended = of('ended').find(({ container }) => container === name)
  if (ended)
    return `exit code ${ended.exitCode}, then the next one starts`
  return last ? 'runs beside the others, and stops last' : 'runs beside the others'
}

/** What the picture shows, as the Pod ran. */
export function wrapperView(): WrapperView {
  const { metadata, spec, status } = ranPod()
  const starts = firstTimes(of('cri-called').filter(({ call }) => call === 'StartContainer'))
  const stops = firstTimes(of('cri-called').filter(({ call }) => call === 'StopContainer'))
  const wrapped = (container: Container, role: WrappedContainer['role'], from: WrapperStepId, says: readonly string[]): WrappedContainer => ({
    name: container.name,
    image: container.image,
    role,
    from,
    says,
    started: starts.get(container.name) ?? Number.NaN,
    stopped: stops.get(container.name),
    mountedAt: container.volumeMounts?.[0]?.mountPath,
  })
  return {
    name: metadata.name,
    node: spec.nodeName ?? '',
    ip: status.podIP ?? '',
    containers: [
      ...(spec.initContainers ?? []).map((each) => {
        const sidecar = each.restartPolicy === 'Always'
        return wrapped(each, sidecar ? 'sidecar' : 'init', sidecar ? 'sidecar' : 'init', [initSays(each, stops.get(each.name) === Math.max(...stops.values()))])
      }),
      ...spec.containers.map((each, index) => wrapped(each, 'app', index === 0 ? 'container' : 'helper', appSays(each, spec.containers))),
    ],
    volume: spec.volumes?.[0]?.name ?? '',
  }
}
