import type { EventFact, RunFacts } from '../../../../tools/record/cluster/facts.ts'
import type { How, Pair, Part } from './aspect.ts'
import { unnamed } from './drawn-names.ts'

function eventText({ type, reason, kind, about, field, reporter, message }: EventFact, strict: How['strict']): string {
  let words = message
  if (strict !== 'image size and pull time')
    words = words.replace(/in \S+ \(\S+ including waiting\)\. Image size: \d+ bytes/, 'in a time')
  if (strict !== 'names and addresses')
    words = unnamed(words)
  if (strict !== 'which node is drawn')
    words = words.replace(/worker-\d/g, 'a node')
  return `${type} ${reason} of ${kind} ${about}${field === undefined ? '' : ` (${field})`} by ${reporter}: ${words}`
}

/** What a kubelet says at each look at a Pod that has to wait: when it looks is drawn. */
function isOften({ reason, message }: EventFact): boolean {
  return ['BackOff', 'InspectFailed', 'ErrImageNeverPull'].includes(reason) || /^Error: (?:ImagePullBackOff|InvalidImageName|ErrImageNeverPull|configmap )/.test(message)
}

/** What a kubelet tells of its machine. */
const ofMachine: ReadonlySet<string> = new Set(['CgroupV1', 'ContainerGCFailed', 'NodeNotSchedulable'])

/** Events of the API that one has and the other has not, and how often each was said. */
export function events(pairs: readonly Pair[], { strict }: How): Part {
  const isTold = ({ about, reason }: EventFact): boolean => (strict === 'machines that tell of themselves' || !/^worker-\d$/.test(about) || !ofMachine.has(reason)) && (strict === 'a volume that is not ready yet' || reason !== 'FailedMount')
  const findings = pairs.flatMap(([model, run]) => {
    // What a cluster has said more than ten times it says together: how often, hangs on what went before.
    const together = new Set(strict === 'Events that were said before' ? [] : run.events.filter(({ message }) => message.startsWith('(combined from similar events)')).map(({ reason, about }) => `${reason} ${about}`))
    const count = ({ events }: RunFacts): ReadonlyMap<string, number> => {
      const counts = new Map<string, number>()
      for (const { type, reason, about, reporter } of events.filter(isTold).filter(({ reason, about }) => together.has(`${reason} ${about}`)))
        counts.set(`${type} ${reason} of ${about} by ${reporter}`, 1)
      for (const event of events.filter(isTold).filter(({ reason, about }) => !together.has(`${reason} ${about}`)))
        counts.set(eventText(event, strict), (counts.get(eventText(event, strict)) ?? 0) + ((isOften(event) && strict !== 'how often a kubelet looks') || (event.kind === 'Node' && strict !== 'Events that were said before') ? 1 : event.count))
      return counts
    }
    const [own, recorded] = [count(model), count(run)]
    // In which words it is said hangs on nothing: without names and numbers they are the same.
    const wordsOf = ({ events }: RunFacts): ReadonlySet<string> => new Set(events.filter(isTold).filter(({ reason, about }) => together.has(`${reason} ${about}`)).map(({ reason, kind, message }) => `${reason} of ${kind}: ${message.replace('(combined from similar events): ', '').replace(/\S*[\d/]\S*|\b(?:up|down)\b/g, '…')}`))
    const known = wordsOf(model)
    const unknown = [...wordsOf(run)].filter(words => !known.has(words)).map(words => `${words}: 0, recorded 1`)
    return [...unknown, ...[...new Set([...own.keys(), ...recorded.keys()])].flatMap(text => own.get(text) === recorded.get(text) ? [] : [`${text}: ${own.get(text) ?? 0}, recorded ${recorded.get(text) ?? 0}`])]
  })
  return { facts: pairs.reduce((sum, [, { events }]) => sum + events.length, 0), findings }
}
