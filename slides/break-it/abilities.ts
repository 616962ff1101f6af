/** Ids of what a cluster can do, in the order in which the picture lists them: first what needs nobody. */
export const abilityIds = ['running', 'routed', 'answered', 'made', 'bound', 'started', 'replaced', 'followed', 'logged', 'noticed'] as const

export type AbilityId = (typeof abilityIds)[number]

/** What a probe found: everywhere well; for a share of the tries; nowhere; or the nodes on which it failed. Undefined where there was nothing to try it on. */
export type Finding = 'yes' | 'partly' | 'no' | readonly string[] | undefined

export type Findings = Readonly<Record<AbilityId, Finding>>

interface AbilityWords {
  /** What still works, in a word or two; each word may stand on a line of its own. */
  readonly works: string
  /** What has stopped; with `@` where the nodes stand on which it has. */
  readonly stopped: string
  /** What is said where it works for a share of the tries, or on other nodes only, if that is no matter of the word above. */
  readonly partly?: string
}

/** How the picture says each of them. */
export const abilities: Readonly<Record<AbilityId, AbilityWords>> = {
  running: { works: 'running Pods', stopped: 'Pods are gone@' },
  routed: { works: 'Services', stopped: 'Services fail@', partly: 'some Service connections fail' },
  answered: { works: 'kubectl', stopped: 'kubectl gets errors only' },
  made: { works: 'making Pods', stopped: 'Deployments get no Pods' },
  bound: { works: 'placing Pods', stopped: 'new Pods get no node' },
  started: { works: 'starting Pods', stopped: 'nothing new starts@' },
  replaced: { works: 'replacing Pods', stopped: 'lost Pods are not replaced', partly: 'replacements may hang@' },
  followed: { works: 'rule updates', stopped: 'Service rules stay@' },
  logged: { works: 'logs', stopped: 'no logs@' },
  noticed: { works: 'node checks', stopped: 'dead nodes go unnoticed' },
}

/** What still works and what has stopped. */
export interface Abilities {
  readonly works: readonly string[]
  readonly stopped: readonly string[]
}

function stoppedLine(id: AbilityId, finding: Finding): string {
  const nodes = Array.isArray(finding) ? finding : []
  const { stopped, partly = stopped } = abilities[id]
  const where = nodes.length === 0 ? '' : ` on ${nodes.length === 1 ? nodes[0] : `${nodes.length} nodes`}`
  return (finding === 'no' ? stopped : partly).replace('@', where)
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
