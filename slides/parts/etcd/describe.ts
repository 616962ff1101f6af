import type { Member } from '../../../kubernetes/etcd/members.ts'
import type { EtcdView, WriteLine } from './view.ts'

/** What stands in a member's log. One with an entry that no majority has is alone with it. */
export function logOf({ answers, revision }: Member, stored: number): string {
  if (!answers)
    return 'no answer'
  return revision > stored ? `log: ${revision}, alone` : `log: ${revision}`
}

/** A refusal by its reason alone: what stands before its message. */
export const reasonOf = (refusal: string | undefined): string => refusal?.split(':')[0] ?? ''

/** What became of a write: how many of the members agreed, and what follows. */
export function outcomeOf({ agreed, stored, revision, refusal }: WriteLine, members: number): string {
  return `${agreed} of ${members}: ${stored ? `revision ${revision} is stored` : refusal}`
}

/** What the picture of etcd shows at a step, in sentences. */
export function describeEtcd({ step, revision: stored, rows, watched, members, writes }: EtcdView): string {
  return [
    `etcd is at revision ${stored}.`,
    ...rows.map(({ key, revision, lit }) => `Key /registry/${key}, revision ${revision}${lit ? ', lit' : ''}.`),
    watched && `The watch told the API server of revision ${watched.revision}.`,
    ...members.map(({ name, answers, revision }) => `${name} ${answers ? `has revision ${revision} in its log` : 'does not answer'}.`),
    ...writes.map(line => `${outcomeOf(line, members.length)}.`),
    step === 'keep' && 'The API server is its only client.',
  ].filter(Boolean).join(' ')
}
