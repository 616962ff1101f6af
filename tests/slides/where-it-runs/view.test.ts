import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { realStaticPod } from '../../../slides/recorded.ts'
import { history, moments } from '../../../slides/where-it-runs/history.ts'
import { groupRects } from '../../../slides/where-it-runs/layout.ts'
import { whereItRunsSteps } from '../../../slides/where-it-runs/steps.ts'
import { whereItRunsView } from '../../../slides/where-it-runs/view.ts'

const viewOf = (id: string) => whereItRunsView(whereItRunsSteps.findIndex(step => step.id === id))
const item = (step: string, group: string, label: RegExp) => viewOf(step).groups.find(({ id }) => id === group)?.items.find(each => label.test(each.label))

/** A recorded static Pod: who wrote what, in seconds, and what was done to its file. */
const [recorded] = (JSON.parse(readFileSync('tests/recordings/cluster/life-static.json', 'utf8')) as {
  readonly runs: readonly { readonly writes: readonly { readonly at: number, readonly who: string, readonly verb: string, readonly resource: string }[] }[]
}).runs

// Sources: kubernetes.io/docs/tasks/configure-pod-container/static-pod and, for the files, setup/production-environment/tools/kubeadm/create-cluster-kubeadm.
describe('where it runs', () => {
  it('starts the control plane from files, while no API server answers', () => {
    expect(viewOf('files').groups[0]?.items.map(({ label }) => label)).toEqual(['etcd.yaml', 'kube-apiserver.yaml', 'kube-controller-manager.yaml', 'kube-scheduler.yaml'])
    expect(item('files', 'files-machine', /API server/)?.says).toBe('starting')
  })

  it('shows static Pods as mirrors that belong to their Node', () => {
    expect(viewOf('mirrors').lines.map(({ text }) => text.split(/\s/)[0])).toEqual(['kubectl', 'NAME', 'etcd-control-plane', 'kube-apiserver-control-plane', 'kube-controller-manager-control-plane', 'kube-scheduler-control-plane'])
    expect(item('mirrors', 'mirror', /owner/)?.says).toBe('Node control-plane')
  })

  it('makes another mirror of one that is deleted, and starts nothing again', () => {
    const old = item('mirrors', 'mirror', /uid/)?.says
    expect(old).toMatch(/^\w{8}…$/)
    expect(item('deleted', 'old-mirror', /uid/)?.says).toBe(old)
    expect(item('deleted', 'new-mirror', /uid/)?.says).not.toBe(old)
    expect(item('deleted', 'new-mirror', /config/)?.says).toBe(item('mirrors', 'mirror', /config/)?.says)
    expect(item('deleted', 'deleting-machine', /API server/)?.says).toBe('0 restarts')
    const deletion = history.events[moments.tainted + 1]?.at ?? Number.NaN
    const again = history.events.find(event => event.at > deletion && event.kind === 'committed' && event.request.verb === 'create' && event.object.kind === 'Pod')?.at ?? Number.NaN
    expect(again - deletion).toBeLessThan(2)
  })

  it('says of a real cluster what was recorded', () => {
    const writes = recorded?.writes ?? []
    const deletion = writes.find(({ who, verb }) => who === 'kubectl' && verb === 'delete')?.at ?? Number.NaN
    const again = writes.find(({ at, verb, resource }) => at > deletion && verb === 'create' && resource === 'pods')?.at ?? Number.NaN
    expect(again - deletion).toBeCloseTo(realStaticPod.shownAgain, 1)
    expect(whereItRunsSteps.find(({ id }) => id === 'deleted')?.narration).toContain(`after ${realStaticPod.shownAgain} seconds`)
  })

  it('the taint of the control plane keeps Pods off its machine', () => {
    expect(viewOf('taint').words).toEqual(['node-role.kubernetes.io/control-plane:NoSchedule', '1 node(s) had untolerated taint(s)'])
    expect(viewOf('taint').groups.slice(1).flatMap(({ items }) => items).length).toBe(3)
  })

  it('every group has a position', () => {
    const groups = whereItRunsSteps.flatMap((_, index) => whereItRunsView(index).groups)
    expect(groups.filter(({ id }) => groupRects[id] === undefined)).toEqual([])
  })
})
