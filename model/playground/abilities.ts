import type { Finding, Findings } from './probes.ts'

/** Ids of what a cluster can do, in the order in which the picture lists them: first what needs nobody. */
export const abilityIds = ['running', 'routed', 'answered', 'made', 'bound', 'started', 'replaced', 'followed', 'logged', 'noticed'] as const

/** Something that a cluster can do. */
export type AbilityId = (typeof abilityIds)[number]

/** An ability in words. */
interface AbilityWords {
  /** What still works. */
  readonly works: string
  /** What has stopped; with `@` where the nodes stand on which it has. */
  readonly stopped: string
  /** Head of its column in the matrix, line by line. */
  readonly head: string
}

/** How the picture says each of them. */
export const abilities: Readonly<Record<AbilityId, AbilityWords>> = {
  running: { works: 'running Pods run on', stopped: 'Pods are gone@', head: 'Pods\nrun on' },
  routed: { works: 'Services reach Pods', stopped: 'Services reach no Pod@', head: 'Services\nreach\nPods' },
  answered: { works: 'kubectl is answered', stopped: 'kubectl: only errors', head: 'kubectl\nis an-\nswered' },
  made: { works: 'Deployments get Pods', stopped: 'Deployments get no Pods', head: 'Pods\nare\nmade' },
  bound: { works: 'new Pods get a node', stopped: 'new Pods get no node', head: 'Pods\nget a\nnode' },
  started: { works: 'new containers start', stopped: 'nothing new starts@', head: 'Pods\nstart' },
  replaced: { works: 'lost Pods are made anew', stopped: 'no lost Pod is made anew', head: 'lost\nPods\nanew' },
  followed: { works: 'Service rules follow', stopped: 'rules stand still@', head: 'Service\nrules\nfollow' },
  logged: { works: 'logs can be read', stopped: 'no logs@', head: 'logs' },
  noticed: { works: 'dead nodes are noticed', stopped: 'dead nodes stay “Ready”', head: 'nodes\'\ndeath is\nnoticed' },
}

/** What still works and what has stopped, a line each. */
export interface Abilities {
  readonly works: readonly string[]
  readonly stopped: readonly string[]
}

function stoppedLine(id: AbilityId, finding: Finding): string {
  const nodes = Array.isArray(finding) ? finding : []
  const where = nodes.length === 0 ? '' : ` on ${nodes.length === 1 ? nodes[0] : `${nodes.length} nodes`}`
  return abilities[id].stopped.replace('@', where)
}

/** Words for what was found. What could not be tried is in neither list. */
export function inWords(findings: Findings): Abilities {
  return {
    works: abilityIds.filter(id => findings[id] === 'yes').map(id => abilities[id].works),
    stopped: abilityIds.flatMap((id) => {
      const finding = findings[id]
      return finding === undefined || finding === 'yes' ? [] : [stoppedLine(id, finding)]
    }),
  }
}
