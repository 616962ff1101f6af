import type { ClusterView } from './view-types.ts'

/** What a box for a worker node says. */
export interface WorkerWords {
  readonly name: string
  /** Whether a part of this node acts. */
  readonly active: boolean
  readonly says: string
  readonly colour: 'accent' | 'good' | 'bad' | 'muted'
}

/** What a box has room for: all its Pods' states, or the one that is not as it should be. */
function sayPods(statuses: readonly string[]): string {
  const all = statuses.join(', ')
  return all.length <= 17 ? all : statuses.find(status => status !== 'Running') ?? `${statuses.length} × Running`
}

/** What the boxes for the worker nodes say, in the model's order. */
export function workerWords(view: ClusterView): readonly WorkerWords[] {
  return view.workers.map(({ name, pods, taints }) => {
    const runtime = view.arrows.find(({ from, to }) => from === `kubelet@${name}` && to === `container-runtime@${name}`)
    const score = view.scores.find(({ node }) => node === name)
    const status = sayPods(pods.map(pod => pod.status))
    const stuck = /^(Err|ImagePullBackOff)/.test(status) || (pods.length === 0 && taints.length > 0)
    return {
      name,
      active: view.active === `kubelet@${name}` || view.active === `container-runtime@${name}`,
      says: runtime?.label ?? (score ? `${score.total} points` : status || taints.join(', ') || 'no Pod'),
      colour: runtime || score ? 'accent' : stuck ? 'bad' : status.includes('Running') ? 'good' : 'muted',
    }
  })
}

const shortNames: Readonly<Record<string, string>> = {
  ContainerCreating: 'creating',
  RunPodSandbox: 'sandbox',
  PullImage: 'pulls',
  CreateContainer: 'creates',
  StartContainer: 'starts',
}

/** The same where there is little room: the caption has the word as Kubernetes writes it. */
export function shortWords(says: string): string {
  return shortNames[says] ?? says
}
