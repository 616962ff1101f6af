import type { Container, Pod } from '../../kubernetes/api/objects.ts'
import type { EventKind, EventOf } from '../../kubernetes/history/event.ts'
import { wrapperHistory } from './history.ts'
import type { WrapperStepId } from './steps.ts'

export interface WrappedContainer {
  readonly name: string
  readonly image: string
  readonly role: 'init' | 'sidecar' | 'app'
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

/** What the containers of a Pod share whatever they do, where they want to, and not at all. Source: docs, concepts/workloads/pods. */
export const sharing = {
  network: 'one network: one IP, one port space, localhost, IPC',
  volume: 'where mounted',
  apart: ['file system not shared', 'processes not shared'],
} as const

const { events } = wrapperHistory

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
export const wrapperView = viewOf(ranPod())

function viewOf({ metadata, spec, status }: Pod) {
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
