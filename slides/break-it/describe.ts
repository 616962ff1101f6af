import { leadWords } from './move-words.ts'
import { partName } from './moves.ts'
import type { ClusterView } from './nodes.ts'
import type { ProbeResult } from './play.ts'
import type { PodView } from './pods.ts'

function podText({ short, status, runs }: PodView): string {
  return `${short} ${status}${runs ? '' : ', no container'}`
}

/** What the cluster of the playground looks like, in sentences for whoever does not see it. */
export function describeCluster({ seconds, stopped, leaders, nodes, unbound }: ClusterView): string {
  return [
    `After ${clock(seconds)}.`,
    stopped.size > 0 ? `Stopped: ${[...stopped].map(part => partName(part).name).join(', ')}.` : 'Everything is on.',
    leaders.length > 0 ? `${leadWords(leaders)}.` : 'Nobody leads.',
    ...nodes.map(({ name, status, pods }) => `${name} ${status === 'Ready' && !stopped.has(`node@${name}`) ? 'has' : `is ${status}, with`} ${pods.map(podText).join('; ') || 'no Pod'}.`),
    unbound.length > 0 && `Without a node: ${unbound.map(podText).join('; ')}.`,
  ].filter(Boolean).join(' ')
}

/** What the two panels say, in sentences. */
export function describeProbeResult({ works, stopped }: ProbeResult): string {
  return `Still works: ${works.join(', ') || 'nothing'}. What has stopped: ${stopped.join(', ') || 'nothing'}.`
}

/** A time span, such as `10 s`, `6:10 min` or, above five hours, `5:01 h`. */
export function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes > 300)
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`
  return minutes > 0 ? `${minutes}:${String(seconds % 60).padStart(2, '0')} min` : `${seconds} s`
}
