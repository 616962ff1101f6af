import type { RunFacts, WriteFact } from '../../../../tools/record/cluster/facts.ts'
import type { How, Part } from './aspect.ts'
import { client, familyName } from './drawn-names.ts'

/** How often each text comes. */
function countOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

/** Whether a request writes an Event, and was answered as one of its verb is. */
function isToldEvent({ resource, verb, code }: WriteFact): boolean {
  return resource === 'events' && ((verb === 'create' && code === 201) || (verb === 'patch' && code === 200))
}

/** What a request is, with the object that it is about; which of several Pods or ReplicaSets of one owner is drawn. Whether an Event is new or said again hangs on what went before in the cluster. */
function kindOf(write: WriteFact, strict: How['strict']): string {
  const of = familyName(write.of)
  return isToldEvent(write) && strict !== 'Events that were said before'
    ? `${client(write)} write events of ${of}`
    : `${client(write)} ${write.verb} ${write.resource} ${write.code} of ${of}${write.asks === undefined ? '' : ` (${write.asks})`}`
}

/** A machine tells of itself, too, and a kubelet posts the state of its node every five minutes in any case. */
function isOfMachine(write: WriteFact, strict: How['strict']): boolean {
  return (strict !== 'machines that tell of themselves' && write.resource === 'events' && /^worker-\d$/.test(write.of))
    || (strict !== 'the state of a node every five minutes' && write.who === `kubelet@${write.of}` && write.resource === 'nodes/status' && write.verb === 'patch' && write.code !== 409)
}

/**
 * Writes of which there may be more or fewer: a status is written when it has changed since it was last looked at, and
 * how much changes between two looks is a matter of milliseconds. All others have a cause each.
 */
const loose = /^(deployment-controller|replicaset-controller) update \S+\/status \d+ |^kubelet patch pods\/status 200 /

/** How many of them follow from a cause all the same: of the two writes that a new ReplicaSet is followed by, the second carries an old version. */
function caused(kind: string, { writes }: RunFacts): number {
  return kind.startsWith('deployment-controller update deployments/status 409') ? writes.filter(({ who, verb, resource, of, code }) => who === 'deployment-controller' && verb === 'create' && resource === 'replicasets' && code === 201 && kind.endsWith(` of ${of.replace(/\/\d+$/, '')}`)).length : 0
}

/** How many more of them the model may make: a kubelet's two first reports of a Pod may have been sent as one, Pod by Pod. */
function tolerance(kind: string, { writes }: RunFacts): number {
  return kind.startsWith('kubelet') ? Math.max(1, writes.filter(({ resource }) => resource === 'pods/binding').length) : 1
}

/** How often each kind of request was made. That a volume was not ready yet is no event that the model has. */
function requestsOf(run: RunFacts, strict: How['strict']): ReadonlyMap<string, number> {
  const counts = new Map(countOf(run.writes.filter(write => !isOfMachine(write, strict)).map(write => kindOf(write, strict))))
  for (const { about, count } of strict === 'a volume that is not ready yet' ? [] : run.events.filter(({ reason }) => reason === 'FailedMount')) {
    const kind = `kubelet write events of ${familyName(about)}`
    counts.set(kind, (counts.get(kind) ?? 0) - count)
  }
  return counts
}

/** Pods of which more than one kubelet writes, with what it is for a Pod that has never changed its node. */
function kubeletsOf({ writes }: RunFacts): ReadonlyMap<string, number> {
  const own = writes.filter(({ who, resource }) => who.startsWith('kubelet') && (resource === 'pods' || resource.startsWith('pods/') || resource === 'events'))
  return countOf([...new Set(own.filter(({ of }) => !/^worker-\d$/.test(of)).map(({ of, who }) => `${of} ${who}`))].map(each => `kubelets of ${each.replace(/ .*/, '')}`))
}

/** How often at least a kubelet reports of a Pod between its deletion and its removal: that it has seen the one, and what its containers have come to. */
function reportsOfLeaving({ writes }: RunFacts): number {
  const isDeletion = ({ verb, resource, code }: WriteFact): boolean => verb === 'delete' && resource === 'pods' && code === 200
  return Math.min(...writes.flatMap((write, index) => {
    const end = isDeletion(write) && !write.who.startsWith('kubelet') ? writes.findIndex((each, at) => at > index && isDeletion(each) && each.who.startsWith('kubelet') && each.of === write.of) : -1
    return end < 0 ? [] : [writes.slice(index, end).filter(({ who, resource, of, code }) => who.startsWith('kubelet') && resource === 'pods/status' && of === write.of && code === 200).length]
  }))
}

/** How many Pods each of the kubelets removed, the most first: which node is which is drawn, and how those that go are spread is not. */
function removedByNode({ writes }: RunFacts): string {
  const removed = writes.filter(({ who, verb, resource, code }) => who.startsWith('kubelet') && verb === 'delete' && resource === 'pods' && code === 200)
  return [...countOf(removed.map(({ who }) => who)).values()].sort((a, b) => b - a).join(' + ')
}

/** Kinds of requests of which the model makes another number than a run; of those that are loose, than all runs. */
export function requests(model: RunFacts, runs: readonly RunFacts[], { strict }: How): Part {
  const own = requestsOf(model, strict)
  const recorded = runs.map(run => requestsOf(run, strict))
  const findings = [...new Set([own, ...recorded].flatMap(each => [...each.keys()]))].flatMap((kind) => {
    const times = recorded.map(each => each.get(kind) ?? 0)
    const [least, most] = [Math.min(...times), Math.max(...times)]
    const here = own.get(kind) ?? 0
    const isFree = loose.test(kind) && strict !== 'nodes in step'
    if (isFree ? here <= most + tolerance(kind, model) && (least === 0 || here > 0 || kind.includes(' 409 ')) && here >= Math.min(least, caused(kind, model)) : here === least && here === most)
      return []
    return [`${kind}: ${here}, recorded ${least === most ? least : `${least} to ${most}`}`]
  })
  // A Pod is never moved: what one kubelet has begun no other goes on with.
  const moved = [model, ...runs].flatMap(run => [...kubeletsOf(run)].filter(([, count]) => count > 1).map(([what, count]) => `${what}: ${count}${run === model ? '' : ' recorded'}`))
  // Some told once more that an ended Pod has no address.
  const [here, there] = [reportsOfLeaving(model), Math.min(2, ...runs.map(reportsOfLeaving))]
  const unreported = here < there ? [`kubelet reports of a leaving Pod: ${here}, recorded ${there}`] : []
  const [gone, spreads] = [removedByNode(model), [...new Set(runs.map(removedByNode))]]
  const removedElsewhere = spreads.includes(gone) ? [] : [`Pods removed by kubelet: ${gone}, recorded ${spreads.join(', or ')}`]
  return { facts: runs.reduce((sum, { writes }) => sum + writes.length, 0), findings: [...findings, ...moved, ...unreported, ...removedElsewhere] }
}
