import type { ClusterView } from '../request/view-types.ts'
import { workerWords, type WorkerWords } from '../request/worker-words.ts'

/** What the one box for all worker nodes says. */
export interface NodesWords extends Omit<WorkerWords, 'name'> {
  readonly name: string
  /** Whether it is about one of them. */
  readonly one: boolean
}

/** What one box for all worker nodes says: the node that acts, or is not as the others are; else what all of them have. */
export function nodesWords(view: ClusterView): NodesWords {
  const all = workerWords(view)
  const odd = all.find(({ active }) => active) ?? all.find(({ says }) => all.filter(each => each.says === says).length === 1)
  const one = odd && (odd.active || all.length > 1) ? odd : undefined
  const [first] = all
  if (one)
    return { ...one, one: true }
  return { active: false, says: first?.says ?? '', colour: first?.colour ?? 'muted', name: `${all.length} worker nodes`, one: false }
}
