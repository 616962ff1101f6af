import { describe, expect, it } from 'vitest'
import type { RunFacts } from '../../../tools/record/cluster/facts.ts'
import { explains } from './judge.ts'
import { comparisonOf, type Sides, sidesOf } from './played.ts'
import type { ScenarioName } from './scenarios/index.ts'
import type { Aspect } from './scenarios/scenario.ts'

/** A deliberate error in a run: what it is, in which scenario, by what it should be found, and the run with it. */
type Mistake = readonly [what: string, name: ScenarioName, aspect: Aspect, change: <R extends RunFacts>(run: R) => R]

/** The same list with the first entry changed that is meant; throws if there is none. */
function changeFirst<T>(list: readonly T[], meant: (each: T) => boolean, change: (each: T) => readonly T[]): T[] {
  const index = list.findIndex(meant)
  const found = list[index]
  if (found === undefined)
    throw new Error('There is nothing to change.')
  return [...list.slice(0, index), ...change(found), ...list.slice(index + 1)]
}

function events(meant: (each: RunFacts['events'][number]) => boolean, change: (each: RunFacts['events'][number]) => readonly RunFacts['events'][number][]) {
  return <R extends RunFacts>(run: R): R => ({ ...run, events: changeFirst(run.events, meant, change) })
}

function writes(meant: (each: RunFacts['writes'][number]) => boolean, change: (each: RunFacts['writes'][number]) => readonly RunFacts['writes'][number][]) {
  return <R extends RunFacts>(run: R): R => ({ ...run, writes: changeFirst(run.writes, meant, change) })
}

function states(meant: (each: RunFacts['states'][number]) => boolean, change: (each: RunFacts['states'][number]) => readonly RunFacts['states'][number][]) {
  return <R extends RunFacts>(run: R): R => ({ ...run, states: changeFirst(run.states, meant, change) })
}

/** Everything that an object goes through from a state on comes so many seconds later. */
function later(of: RegExp, state: RegExp, seconds: number) {
  return <R extends RunFacts>(run: R): R => {
    const begin = run.states.findIndex(each => of.test(each.of) && state.test(each.state))
    if (begin < 0)
      throw new Error('There is nothing to delay.')
    return { ...run, states: run.states.map((each, index) => index >= begin && of.test(each.of) ? { ...each, at: each.at + seconds } : each) }
  }
}

function points(plugin: string, change: (points: number) => number) {
  return <R extends RunFacts>(run: R): R => ({
    ...run,
    points: run.points.map(each => ({ ...each, nodes: Object.fromEntries(Object.entries(each.nodes).map(([node, all]) => [node, { ...all, [plugin]: change(all[plugin] ?? NaN) }])) })),
  })
}

function object(role: string, change: (text: string) => string) {
  return <R extends RunFacts>(run: R): R => {
    const before = JSON.stringify(run.objects?.[role])
    const after = change(before)
    if (after === before)
      throw new Error('There is nothing to change.')
    return { ...run, objects: { ...run.objects, [role]: JSON.parse(after) as unknown } }
  }
}

function command(line: RegExp, change: (each: RunFacts['commands'][number]) => RunFacts['commands'][number], least = 0) {
  return <R extends RunFacts>(run: R): R => ({ ...run, commands: changeFirst(run.commands, each => line.test(each.line) && each.took >= least, each => [change(each)]) })
}

/** Two writes in each other's place. */
function swapped(first: RegExp, second: RegExp) {
  return <R extends RunFacts>(run: R): R => {
    const name = ({ verb, resource, of }: RunFacts['writes'][number]): string => `${verb} ${resource} ${of}`
    const [a, b] = [first, second].map(each => run.writes.find(write => each.test(name(write))))
    if (!a || !b)
      throw new Error('There is nothing to swap.')
    const { stored: one, ...rest } = a
    const { stored: other, ...others } = b
    if (one === undefined || other === undefined)
      throw new Error('They were not stored.')
    return { ...run, writes: run.writes.map(each => each === a ? { ...rest, stored: other } : each === b ? { ...others, stored: one } : each) }
  }
}

const inModel: readonly Mistake[] = [
  ['an Event is left out', 'deploy', 'Events', events(({ reason }) => reason === 'Scheduled', () => [])],
  ['an Event has another reason', 'deploy', 'Events', events(({ reason }) => reason === 'Pulled', each => [{ ...each, reason: 'Fetched' }])],
  ['an Event says something else', 'failures-runtime', 'Events', events(({ reason }) => reason === 'FailedKillPod', each => [{ ...each, message: 'error killing pod' }])],
  ['an Event is said by another', 'scheduling-no-execute', 'Events', events(({ reason }) => reason === 'TaintManagerEviction', each => [{ ...each, reporter: 'node-controller' }])],
  ['an Event is said once more', 'life-slow-ones', 'Events', events(({ reason, about }) => reason === 'Started' && about === 'crash', each => [{ ...each, count: each.count + 1 }])],
  ['a condition is left out', 'deploy', 'states', states(({ state }) => state.startsWith('Running'), each => [{ ...each, state: each.state.replace(' PodScheduled=True', '') }])],
  ['a Pod is ready before it runs', 'change-delete-pod', 'states', states(({ state }) => /^Pending .*on a node \| Cont/.test(state), each => [{ ...each, state: each.state.replace('Ready=False:ContainersNotReady', 'Ready=True') }])],
  ['CrashLoopBackOff is told a look too early', 'life-slow-ones', 'states', states(({ of, state }) => of === 'Pod crash' && state.includes('terminated'), each => [{ ...each, state: each.state.replace('terminated Error 1', 'waiting CrashLoopBackOff') }, each])],
  ['a removed Pod stays', 'change-scale-down', 'states', states(({ state }) => state === 'gone', () => [])],
  ['a Pod is bound twice', 'deploy', 'requests', writes(({ resource }) => resource === 'pods/binding', each => [each, each])],
  ['a token is not asked for', 'change-scale-up', 'requests', writes(({ resource }) => resource === 'serviceaccounts/token', () => [])],
  ['a status is put, not patched', 'failures-node-cut-off', 'requests', writes(({ who, resource }) => who === 'node-controller' && resource === 'nodes/status', each => [{ ...each, verb: 'patch' }])],
  ['a write meets a conflict', 'scheduling-cordoned', 'requests', writes(({ who, resource }) => who === 'kubectl' && resource === 'nodes', each => [{ ...each, code: 409 }])],
  ['another client writes', 'change-delete-pod', 'requests', writes(({ who, verb }) => who.startsWith('kubelet') && verb === 'delete', each => [{ ...each, who: 'replicaset-controller' }])],
  ['a weight is half as much', 'deploy', 'points', points('PodTopologySpread', each => each / 2)],
  ['a node gets one point more', 'scheduling-taint-prefer', 'points', points('NodeResourcesFit', each => each + 1)],
  ['a default is another one', 'deploy', 'objects', object('Pod web/1/1', text => text.replace('"terminationGracePeriodSeconds":30', '"terminationGracePeriodSeconds":20'))],
  ['a field is left out', 'scheduling-with-requests', 'objects', object('Pod web/1/1', text => text.replace('"qosClass":"Burstable",', ''))],
  ['kubectl prints another word', 'outcomes-bad-input', 'terminal', command(/Web_1/, each => ({ ...each, err: each.err.replace('is invalid', 'is not valid') }))],
  ['kubectl ends well where it should not', 'outcomes-who (bob)', 'terminal', command(/get nodes/, each => ({ ...each, exit: 0 }))],
  ['a read gives up after seven seconds', 'failures-etcd-majority (waits)', 'times', command(/get pods/, each => ({ ...each, took: 7.04 }), 10)],
  ['a Pod is evicted a second later', 'failures-node-cut-off', 'times', later(/^Pod/, /leaving/, 1)],
  ['a taint comes a second later', 'failures-node-kubelet-killed', 'times', later(/^Node/, /NoExecute/, 1)],
  ['a container is started again without a wait', 'life-slow-ones', 'times', later(/^Pod crash/, /running ready restarts 4/, -60)],
  ['a rollout makes one Pod too many', 'change-roll', 'requests', writes(({ verb, resource }) => verb === 'create' && resource === 'pods', each => [each, each])],
  ['an old revision keeps its size', 'change-undo', 'states', states(({ of, state }) => of === 'ReplicaSet web/2' && state.includes('wanted=2'), each => [{ ...each, state: each.state.replace('wanted=2', 'wanted=3') }])],
  ['a ReplicaSet is not taken over', 'change-adopt', 'requests', writes(({ who, verb, resource }) => who === 'deployment-controller' && verb === 'patch' && resource === 'replicasets', () => [])],
  ['an owner that waits for what it owns is not told to be going', 'removal-foreground', 'states', states(({ of, state }) => of === 'Deployment web' && state.includes('leaving'), each => [{ ...each, state: each.state.replace('leaving ', '') }])],
  ['orphans are deleted', 'removal-orphan', 'requests', writes(({ who, verb, resource }) => who === 'generic-garbage-collector' && verb === 'patch' && resource === 'replicasets', each => [{ ...each, verb: 'delete' }])],
  ['a finalizer does not hold', 'removal-finalizer', 'terminal', command(/--timeout=2s/, each => ({ ...each, exit: 0 }))],
  ['something new comes into a Namespace that goes', 'removal-namespace', 'terminal', command(/deployment late/, each => ({ ...each, err: '', out: 'deployment.apps/late created\n', exit: 0 }))],
  ['a second write of a new Deployment’s status succeeds', 'deploy', 'requests', writes(({ who, resource, code }) => who === 'deployment-controller' && resource === 'deployments/status' && code === 409, () => [])],
  ['what a kubelet says of a Pod does not fall silent', 'life-slow-ones', 'Events', events(({ reason, about }) => reason === 'Started' && about === 'live', each => [{ ...each, count: each.count + 1 }])],
  ['a label is left out', 'deploy', 'objects', object('Pod web/1/1', text => text.replace('"labels":{"app":"web",', '"labels":{'))],
  ['an owner is not named', 'deploy', 'states', states(({ of }) => of === 'Pod web/1/2', each => [{ ...each, state: each.state.replace(' | of ReplicaSet web/1', '') }])],
  ['a condition has another message', 'failures-node-cut-off', 'states', states(({ of, state }) => of === 'Node worker-1' && state.includes('stopped posting'), each => [{ ...each, state: each.state.replaceAll('stopped posting node status', 'stopped posting status') }])],
  ['a container waits with another message', 'change-bad-image', 'states', states(({ state }) => state.includes('Back-off pulling'), each => [{ ...each, state: each.state.replaceAll('Back-off pulling', 'Backing off from') }])],
  ['a Pod is given another time to end', 'life-stubborn', 'states', states(({ state }) => state.includes('leaving in 8 s'), each => [{ ...each, state: each.state.replace('leaving in 8 s', 'leaving in 30 s') }])],
  ['a slice names another port', 'services-expose', 'states', states(({ of, state }) => of.startsWith('EndpointSlice') && state.includes('port 80'), each => [{ ...each, state: each.state.replace('port 80', 'port 8080') }])],
  ['a finalizer is left out', 'removal-foreground', 'states', states(({ state }) => state.includes('held by foregroundDeletion'), each => [{ ...each, state: each.state.replace(' held by foregroundDeletion', '') }])],
  ['an Event is about no container', 'deploy', 'Events', events(({ reason }) => reason === 'Pulled', ({ field: _, ...each }) => [each])],
  ['a condition has no time', 'deploy', 'objects', object('Pod web/1/1', text => text.replace(/,"lastTransitionTime":"[^"]*"/, ''))],
  ['a Pod lacks the volume of its token', 'deploy', 'objects', object('Pod web/1/1', text => text.replace('"expirationSeconds":3607', '"expirationSeconds":3600'))],
  ['a Pod has another priority', 'scheduling-preemption', 'objects', object('Pod urgent', text => text.replace('"priority":1000', '"priority":0'))],
  ['something stored is answered as if it had been there', 'deploy', 'requests', writes(({ resource, code }) => resource === 'pods' && code === 201, each => [{ ...each, code: 200 }])],
  ['a replacement comes a second later', 'change-delete-pod', 'times', writes(({ verb, resource }) => verb === 'create' && resource === 'pods', each => [{ ...each, at: each.at + 1 }])],
  ['a request is about another object', 'change-delete-pod', 'requests', writes(({ resource }) => resource === 'pods/binding', each => [{ ...each, of: 'other/1/2' }])],
  ['another kubelet reports of a Pod', 'scheduling-taint-one', 'requests', writes(({ who, resource }) => who === 'kubelet@worker-3' && resource === 'pods/status', each => [{ ...each, who: 'kubelet@worker-1' }])],
  ['a refusal names no object', 'removal-namespace', 'requests', writes(({ resource, code }) => resource === 'deployments' && code === 403, each => [{ ...each, of: '' }])],
  ['a Pod is looked at before another', 'scheduling-bare-pods', 'points', run => ({ ...run, points: [...run.points.slice(1, 2), ...run.points.slice(0, 1), ...run.points.slice(2)] })],
  ['a ReplicaSet counts a Pod on its way out that there is not', 'deploy', 'states', states(({ of, state }) => of === 'ReplicaSet web/1' && state.includes('terminatingReplicas=0'), each => [{ ...each, state: each.state.replace('terminatingReplicas=0', 'terminatingReplicas=1') }])],
  ['a controller has not observed the last generation', 'change-scale-up', 'objects', object('Deployment web', text => text.replace(/"observedGeneration":(\d+)/, (_, number: string) => `"observedGeneration":${Number(number) - 1}`))],
  ['an object is left behind', 'change-scale-up', 'objects', run => ({ ...run, objects: { ...run.objects, 'ReplicaSet web/9': run.objects?.['ReplicaSet web/1'] } })],
  ['a token is asked for with another time', 'scheduling-bare-pods', 'requests', writes(({ resource }) => resource === 'serviceaccounts/token', each => [{ ...each, asks: 'expirationSeconds=3600' }])],
  ['a Pod is removed with time to end', 'change-delete-pod', 'requests', writes(({ who, verb }) => who.startsWith('kubelet') && verb === 'delete', ({ asks: _, ...each }) => [each])],
  ['an Event is about another kind of object', 'deploy', 'Events', events(({ reason }) => reason === 'SuccessfulCreate', each => [{ ...each, kind: 'Pod' }])],
  ['a mirror does not say that it is one', 'life-static', 'states', states(({ state }) => state.includes('| mirror'), each => [{ ...each, state: each.state.replace(' | mirror', '') }])],
  ['a refusal has another code', 'outcomes-webhook (denies)', 'terminal', writes(({ code }) => code === 400, each => [{ ...each, code: 403 }])],
  ['a Pod on a node that does not exist is collected too early', 'scheduling-node-name-missing', 'times', later(/^Pod ghost/, /^Failed/, -20)],
  ['that a deletion was seen is not reported', 'change-delete-pod', 'requests', writes(({ who, resource, of }) => who.startsWith('kubelet') && resource === 'pods/status' && of === 'web/1/1', () => [])],
  ['a Pod that is alone on its node is removed', 'change-scale-down', 'requests', run => ({ ...run, writes: run.writes.map(each => each.who.startsWith('kubelet') && each.verb === 'delete' ? { ...each, who: `kubelet of ${each.of}` } : each) })],
  ['whether a container is ready is asked later than at once', 'life-readiness', 'times', run => ({ ...run, writes: run.writes.filter(({ resource, at }) => resource !== 'events' || at < 0.7 || at > 1) })],
  ['a hash is another one', 'scheduling-with-requests', 'objects', object('ReplicaSet web/1', text => text.replaceAll('6f88b66c67', '5fb668fd5f'))],
  ['a container is asked to end without its pause', 'services-draining', 'times', later(/^Pod/, /^Succeeded/, -5)],
]

const inRecording: readonly Mistake[] = [
  ['a hash was recorded otherwise', 'deploy', 'objects', object('Pod web/1/1', text => text.replace('7887448d46', '7887448d47'))],
  ['a Pod was recorded as bound a second later', 'change-delete-pod', 'times', later(/^Pod web\/1\/2/, /PodScheduled=True/, 1.2)],
  ['a Pod was recorded as running a second later', 'scheduling-node-name', 'times', later(/^Pod/, /^Running/, 1.2)],
  ['a Deployment was recorded as complete a second later', 'change-scale-up', 'times', later(/^Deployment web/, /readyReplicas=5/, 1.2)],
  ['the code of a refused file was recorded otherwise', 'outcomes-bad-input (every command)', 'requests', writes(({ code, resource }) => code === 400 && resource === 'pods', each => [{ ...each, code: 422 }])],
  ['a word of a refusal was recorded otherwise', 'outcomes-bad-input (every command)', 'terminal', command(/expose deployment nope/, each => ({ ...each, err: each.err.replace('not found', 'not there') }))],
  ['who was refused was recorded otherwise', 'outcomes-who (every command)', 'requests', writes(({ who, code }) => who === 'bob' && code === 403, each => [{ ...each, who: 'ann' }])],
  ['a manager of fields was recorded otherwise', 'outcomes-conflict', 'terminal', command(/show-managed-fields/, each => ({ ...each, out: each.out.replace('manager: kubectl-label', 'manager: kubectl') }))],
  ['a request that Pod Security refuses was recorded as allowed', 'outcomes-pod-security', 'requests', writes(({ who, resource, code }) => who === 'kubectl' && resource === 'pods' && code === 403, each => [{ ...each, code: 201 }])],
  ['a warning was recorded otherwise', 'outcomes-pod-security', 'terminal', command(/create deployment/, each => ({ ...each, err: each.err.replace('would violate', 'violates') }))],
  ['a policy was recorded as denying with another code', 'outcomes-policy', 'requests', writes(({ code }) => code === 422, each => [{ ...each, code: 403 }])],
  ['a webhook that cannot be asked was recorded with another code', 'outcomes-webhook (every command)', 'requests', writes(({ code }) => code === 500, each => [{ ...each, code: 503 }])],
  ['a label that a webhook puts on was recorded otherwise', 'outcomes-webhook (every command)', 'terminal', run => ({ ...run, commands: run.commands.map(each => ({ ...each, out: each.out.replace('team=blue', 'team=red') })) })],
  ['a Pod that was deleted while it started was recorded as having run', 'outcomes-webhook (every command)', 'states', states(({ of, state }) => of === 'Pod web/1/1' && state.startsWith('Failed'), each => [{ ...each, state: each.state.replace('Failed', 'Succeeded') }])],
  ['a column was recorded otherwise', 'scheduling-too-big', 'terminal', command(/get events/, each => ({ ...each, out: each.out.replace('Insufficient cpu', 'Insufficient memory') }))],
  ['an Event was not recorded', 'deploy', 'Events', events(({ reason }) => reason === 'Started', () => [])],
  ['an Event was recorded of another Pod', 'scheduling-taint-all', 'Events', events(({ reason }) => reason === 'FailedScheduling', each => [{ ...each, about: 'other' }])],
  ['a state was not recorded', 'change-scale-up', 'states', states(({ of, state }) => of === 'Deployment web' && state.includes('readyReplicas=5'), () => [])],
  ['a condition was recorded otherwise', 'failures-node-kubelet-killed', 'states', states(({ state }) => state.includes('DisruptionTarget=True'), each => [{ ...each, state: each.state.replace('DeletionByTaintManager', 'EvictionByEvictionAPI') }])],
  ['a request was recorded twice', 'scheduling-node-selector', 'requests', writes(({ resource }) => resource === 'pods/binding', each => [each, each])],
  ['a request was recorded of another client', 'failures-scheduler', 'requests', writes(({ who, resource }) => who === 'deployment-controller' && resource === 'replicasets', each => [{ ...each, who: 'kubectl' }])],
  ['two requests were recorded in the other order', 'change-delete-pod', 'order', swapped(/^delete pods web\/1\/1/, /^create pods web\/1\/2/)],
  ['points were recorded otherwise', 'scheduling-bare-with-requests', 'points', points('NodeResourcesBalancedAllocation', each => each - 1)],
  ['a field was recorded otherwise', 'change-delete-pod', 'objects', object('Deployment web', text => text.replace('"maxSurge":"25%"', '"maxSurge":1'))],
  ['a terminal was recorded otherwise', 'failures-kubelet-short', 'terminal', command(/get nodes/, each => ({ ...each, out: each.out.replace('Ready', 'NotReady') }))],
  ['one of several runs was recorded with a request more', 'deploy', 'requests', writes(({ resource }) => resource === 'pods/binding', each => [each, each])],
  ['a request was recorded of another object', 'scheduling-cordoned', 'requests', writes(({ who, resource }) => who === 'kubectl' && resource === 'nodes', each => [{ ...each, of: 'worker-2' }])],
  ['an Event was recorded with the code of a refusal', 'change-scale-down', 'requests', writes(({ resource }) => resource === 'events', each => [{ ...each, code: 403 }])],
  ['an Event was recorded with the code of another verb', 'scheduling-too-big', 'requests', writes(({ resource, verb }) => resource === 'events' && verb === 'create', each => [{ ...each, code: 200 }])],
  ['a report was recorded of another node', 'change-scale-up', 'requests', writes(({ who, resource }) => who.startsWith('kubelet') && resource === 'pods/status', each => [{ ...each, who: 'kubelet@worker-3' }])],
  ['a state that the model leaves out was recorded with another word', 'change-scale-up', 'states', states(({ of, state }) => of === 'Deployment web' && state.includes('Available=False:MinimumReplicasUnavailable'), each => [{ ...each, state: each.state.replace('MinimumReplicasUnavailable', 'TooFew') }])],
  ['a state that the model leaves out was recorded without a condition', 'deploy', 'states', states(({ of, state }) => of === 'Deployment web' && state.includes('readyReplicas=2'), each => [{ ...each, state: each.state.replace(/ Available=\S+ "[^"]*"/, '') }])],
  ['a state that the model leaves out was recorded with a larger number', 'scheduling-with-requests', 'states', states(({ of, state }) => of === 'Deployment web' && state.includes('readyReplicas=4'), each => [{ ...each, state: each.state.replace('readyReplicas=4', 'readyReplicas=7') }])],
  ['Events that were recorded together were recorded as a warning', 'change-scale-up', 'Events', events(({ message }) => message.startsWith('(combined'), each => [{ ...each, type: 'Warning' }])],
  ['an object was not recorded', 'change-delete-pod', 'objects', run => ({ ...run, objects: Object.fromEntries(Object.entries(run.objects ?? {}).filter(([role]) => role !== 'Deployment web')) })],
  ['points were recorded of another Pod', 'scheduling-with-requests', 'points', run => ({ ...run, points: run.points.map((each, index) => index === 0 ? { ...each, pod: 'other' } : each) })],
  ['a Pod was recorded as ready ten seconds later', 'change-delete-pod', 'times', later(/^Pod web\/1\/2/, /Ready=True/, 10)],
  ['a word of Events that were said together was recorded otherwise', 'change-undo', 'Events', events(({ message }) => message.startsWith('Scaled down replica set'), each => [{ ...each, message: each.message.replace('replica set', 'ReplicaSet') }])],
  ['a word of a slice in YAML was recorded otherwise', 'services-draining', 'terminal', command(/endpointslices -o yaml/, each => ({ ...each, out: each.out.replace('serving', 'answering') }))],
  ['what describe says of a node was recorded otherwise', 'failures-runtime', 'terminal', command(/describe node/, each => ({ ...each, out: each.out.replace('KubeletNotReady', 'KubeletNotOk') }))],
  ['a node was recorded as lost a minute later', 'failures-node-cut-off', 'times', later(/^Node/, /Ready=Unknown/, 60)],
]

/** Findings of an aspect that the list of differences does not explain. */
function found(name: ScenarioName, aspect: Aspect, sides: Partial<Sides>): string[] {
  return comparisonOf(name, { by: [aspect] }, sides).findings.filter(finding => !explains(name, finding)).map(({ what }) => what)
}

describe('a deliberate error in the model is found', () => {
  it('by twenty and more of them', () => {
    expect(inModel.length).toBeGreaterThanOrEqual(20)
  })

  it.each(inModel)('%s (%s, by %s)', (_, name, aspect, change) => {
    const { model } = sidesOf(name)
    expect(found(name, aspect, { model: change(model) })).not.toEqual([])
  })
})

describe('a deliberate error in a recording is found', () => {
  it('by ten and more of them', () => {
    expect(inRecording.length).toBeGreaterThanOrEqual(10)
  })

  it.each(inRecording)('%s (%s, by %s)', (_, name, aspect, change) => {
    const { runs } = sidesOf(name)
    const [first, ...rest] = runs
    expect(first && found(name, aspect, { runs: [change(first), ...rest] })).not.toEqual([])
  })
})
