export interface Member {
  readonly name: string
  readonly answers: boolean
  /** The last revision in its log. */
  readonly revision: number
}

/** What has become of a write among the members. */
export interface QuorumWrite {
  /** The members afterwards: who answered has the write in its log. */
  readonly members: readonly Member[]
  readonly agreed: number
  /** How many are needed: more than half of all, whether they answer or not. */
  readonly needed: number
  /** Whether it counts. If not, the client waits in vain, and the leader keeps an entry that may yet be dropped. */
  readonly stored: boolean
}

/** So many members that all answer and have the same log. */
export function startMembers(count: number, revision: number): Member[] {
  return Array.from({ length: count }, (_, index) => ({ name: `member-${index + 1}`, answers: true, revision }))
}

/** The smallest number of members that is more than half of them. */
export function majorityOf(count: number): number {
  return Math.floor(count / 2) + 1
}

/** The members with only those left answering that are named. */
export function withOnly(members: readonly Member[], answering: readonly string[]): Member[] {
  return members.map(member => ({ ...member, answers: answering.includes(member.name) }))
}

/** The leader sends a write to all members; it counts once a majority has it in its log. Source: docs, tasks/administer-cluster/configure-upgrade-etcd. */
export function write(members: readonly Member[], revision: number): QuorumWrite {
  const after = members.map(member => member.answers ? { ...member, revision } : member)
  const agreed = after.filter(member => member.answers).length
  const needed = majorityOf(members.length)
  return { members: after, agreed, needed, stored: agreed >= needed }
}
