import { describe, expect, it } from 'vitest'
import { controllerHistory, controllerScenario, figures } from '../../../slides/parts/controller-manager/history.ts'
import { controllerSteps } from '../../../slides/parts/controller-manager/steps.ts'
import { controllerView, type ControllerView } from '../../../slides/parts/controller-manager/view.ts'
import { endOf, eventsOf, stored } from '../../kubernetes/support.ts'

type StepName = ControllerView['step']

function at(id: StepName): ControllerView {
  return controllerView(controllerSteps.findIndex(step => step.id === id))
}

const suffix = (pod: string): string => pod.slice(-5)
const sent = eventsOf(controllerHistory, 'sent').filter(({ actor }) => actor === 'replicaset-controller')
const created = sent.filter(({ request }) => request.verb === 'create' && request.resource === 'pods')
const commits = eventsOf(controllerHistory, 'committed')

describe('the controller manager at work', () => {
  it('deletes one of the Pods that there are', () => {
    expect(commits.some(({ request, object }) => request.verb === 'delete' && object.metadata.name === figures.victim)).toBe(true)
    expect(new Set(Object.values(figures)).size).toBe(3)
  })

  it('sends nothing while nothing changes, and for as long as the picture says', () => {
    const deletion = controllerScenario.commands.at(-1)?.at
    const before = sent.filter(event => typeof deletion === 'number' && event.at < deletion).at(-1)
    const [pass] = at('settled').passes
    expect(pass).toMatchObject({ change: { has: 'silence' }, there: 3, missing: 0, got: 0 })
    expect(at('settled').wire).toBe(`watch: silent for ${Math.floor(Number(deletion) - Number(before?.at))} s`)
  })

  it('is woken by the watch, and compares before it asks', () => {
    const woken = at('watch').passes.at(-1)
    expect(woken).toMatchObject({ change: { pod: suffix(figures.victim) }, there: 2, missing: undefined, got: undefined })
    expect(at('watch').pods.map(({ status, counts }) => [status, counts])).toEqual([['Terminating', false], ['Running', true], ['Running', true]])
    expect(at('gap').passes.at(-1)).toMatchObject({ there: 2, missing: 1, got: 1 })
  })

  it('asks for a fourth Pod in all, by a request like any other, and no fifth', () => {
    expect(created).toHaveLength(4)
    const passed = eventsOf(controllerHistory, 'gate').filter(({ request }) => request.id === created.at(-1)?.request.id).map(({ gate }) => gate)
    expect(passed).toEqual(['authentication', 'authorization', 'mutating', 'validation', 'validating'])
  })

  it('gets an object: no node, nothing that runs, until others have done their part', () => {
    const replacement = (id: StepName) => at(id).pods.find(pod => pod.suffix === suffix(figures.replacement))
    expect(replacement('watch')).toBeUndefined()
    expect(replacement('gap')).toMatchObject({ node: '', status: 'Pending', counts: true })
    const [end] = stored(endOf(controllerHistory), 'Pod').filter(({ metadata }) => metadata.name === figures.replacement)
    expect(replacement('starts-nothing')).toMatchObject({ node: end?.spec.nodeName, status: 'Running' })
    const binding = commits.find(({ request, object }) => request.subresource === 'binding' && object.metadata.name === figures.replacement)
    expect(binding?.request.actor).toBe('kube-scheduler')
  })

  it('is woken by a crash and asks for nothing: the kubelet has started the container again', () => {
    expect(at('crash').passes.at(-1)).toMatchObject({ change: { pod: suffix(figures.survivor) }, there: 3, missing: 0, got: 0 })
    const crashed = at('crash').pods.find(pod => pod.suffix === suffix(figures.survivor))
    expect(crashed).toMatchObject({ status: 'Running', restarts: 1 })
  })

  it('keeps every Pod at its position, and marks the first as gone', () => {
    const rows = controllerSteps.map((_, index) => controllerView(index).pods.map(pod => pod.suffix))
    for (const [i, row] of rows.entries())
      expect(rows.at(-1)?.slice(0, row.length), controllerSteps[i]?.id).toEqual(row)
    expect(at('keep').pods[0]).toMatchObject({ suffix: suffix(figures.victim), status: 'gone', counts: false })
  })

  it('shows the passes one after the other, and all of them at the last step', () => {
    expect(at('keep').passes.map(({ there, missing, got }) => [there, missing, got])).toEqual([[3, 0, 0], [2, 1, 1], [3, 0, 0], [3, 0, 0]])
    expect(controllerSteps.map((_, index) => controllerView(index).passes.filter(({ lit }) => lit).length)).toEqual([0, 0, 1, 1, 1, 1, 1, 0])
  })

  it('has no step beyond its last', () => {
    expect(() => controllerView(controllerSteps.length)).toThrow(RangeError)
  })
})
