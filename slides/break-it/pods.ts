import type { Pod } from '../../kubernetes/api/objects.ts'
import { podStatusText } from '../../kubernetes/kubectl/printer.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import type { ClusterState } from '../../kubernetes/history/state.ts'

/** A Pod as the picture shows it: what the API says of it, and what is true on its node. */
export interface PodView {
  readonly uid: string
  readonly name: string
  /** The end of its name, by which it is told from its like. */
  readonly short: string
  /** Its place among all Pods by name: what a command about it is given. */
  readonly index: number
  readonly status: string
  /** Whether a container of it runs on its node, whatever the API says. */
  readonly runs: boolean
  readonly node: string | undefined
}

/** All Pods that are stored, by name, as kubectl lists them. */
export function podsOf(state: ClusterState): Pod[] {
  return objectsIn(state, 'Pod').toSorted((a, b) => a.metadata.name < b.metadata.name ? -1 : 1)
}

/** Whether a container of a Pod runs on a node. */
export function runsOn({ runtimes }: ClusterState, node: string | undefined, uid: string): boolean {
  const sandbox = runtimes.get(node ?? '')?.sandboxes.find(each => each.uid === uid)
  return sandbox?.containers.some(({ state }) => state === 'running') ?? false
}

/** All Pods of a state, in the order of their names. */
export function podViews(state: ClusterState): PodView[] {
  return podsOf(state).map((pod, index) => {
    const { name, uid } = pod.metadata
    const node = pod.spec.nodeName
    return { uid, name, short: name.split('-').at(-1) ?? name, index, status: podStatusText(pod), runs: runsOn(state, node, uid), node }
  })
}
