import { describe, expect, it } from 'vitest'
import { etcdScenario } from '../../../slides/parts/etcd/scenario.ts'
import { etcdView } from '../../../slides/parts/etcd/view.ts'
import { etcdSteps } from '../../../slides/parts/etcd/steps.ts'
import { etcdTimeout } from '../../../kubernetes/api/status.ts'
import { majorityOf, startMembers, withOnly, write } from '../../../kubernetes/etcd/members.ts'
import { run } from '../../../kubernetes/run.ts'
import { eventsOf } from '../../kubernetes/support.ts'

type StepName = (typeof etcdSteps)[number]['id']

const at = (id: StepName) => etcdView(etcdSteps.findIndex(step => step.id === id))
const commits = eventsOf(run(etcdScenario), 'committed')

describe('the members of etcd', () => {
  it('need more than half of all, whoever answers', () => {
    expect([1, 2, 3, 4, 5].map(majorityOf)).toEqual([1, 2, 2, 3, 3])
  })

  it('agree on a write while a majority answers, and only then', () => {
    const members = startMembers(3, 7)
    const outcomes = [['member-1', 'member-2', 'member-3'], ['member-1', 'member-2'], ['member-1']].map(names => write(withOnly(members, names), 8))
    expect(outcomes.map(({ agreed, needed, stored }) => [agreed, needed, stored])).toEqual([[3, 2, true], [2, 2, true], [1, 2, false]])
  })

  it('leave a write out of the log of who does not answer', () => {
    const [first, ...others] = write(withOnly(startMembers(3, 7), ['member-1']), 8).members
    expect(first?.revision).toBe(8)
    expect(others.map(({ revision }) => revision)).toEqual([7, 7])
  })
})

describe('etcd at work', () => {
  it('starts with nothing of the Deployment', () => {
    expect(at('analogy')).toMatchObject({ revision: 1041, rows: [] })
  })

  it('gets one key a new object, and one revision a write', () => {
    expect(at('keys').rows).toEqual([{ key: 'deployments/default/web', revision: 1042, lit: true }])
    const { rows, revision } = at('revision')
    expect(rows.map(({ key }) => key.split('/')[0])).toEqual(['deployments', 'replicasets', 'pods', 'pods'])
    for (const { key, revision: own } of rows)
      expect(own, key).toBe(commits.findLast(commit => commit.key === `/registry/${key}` && commit.revision <= revision)?.revision)
    expect(commits.map(commit => commit.revision)).toEqual(commits.map((_, index) => 1042 + index))
  })

  it('hands on the first Pod after both were written', () => {
    const pod = at('revision').rows[2]
    expect(at('revision').watched).toBeUndefined()
    expect(at('watch').watched).toEqual({ key: pod?.key, revision: pod?.revision })
    expect(at('majority').watched).toEqual({ key: pod?.key, revision: at('majority').revision })
    expect(at('watch').rows.filter(({ lit }) => lit).map(({ key }) => key)).toEqual([pod?.key])
  })

  it('writes with two of three members', () => {
    const { members, writes, revision } = at('majority')
    expect(members.map(member => [member.answers, member.revision])).toEqual([[true, revision], [true, revision], [false, revision - 1]])
    expect(writes).toEqual([{ agreed: 2, needed: 2, stored: true, revision }])
    expect(commits.find(commit => commit.revision === revision)?.request.subresource).toBe('binding')
  })

  it('one member of three has no majority: a write times out, and stored data remains', () => {
    const { members, writes, revision, rows } = at('timeout')
    expect(members.map(({ answers }) => answers)).toEqual([true, false, false])
    expect(writes[1]).toEqual({ agreed: 1, needed: 2, stored: false, revision: revision + 1, refusal: etcdTimeout().message })
    expect([revision, rows.map(row => row.revision)]).toEqual([at('majority').revision, at('majority').rows.map(row => row.revision)])
  })

  it('has no step beyond its last', () => {
    expect(() => etcdView(etcdSteps.length)).toThrow(RangeError)
  })
})
