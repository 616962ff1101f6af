import { partOf, parts } from '../parts/index.ts'
import { wires } from '../hub/wires.ts'
import type { WholeView } from './view.ts'

/** What the whole picture shows, in sentences for whoever does not see it. */
export function describeWhole({ step, stops, etcd, pods: placed }: WholeView): string {
  const shown = parts.map(({ name, verb, plane }) => `${name} ${verb}${plane === 'worker' ? ', on each of three nodes' : ''}`)
  const dials = wires.map(({ from, to, speaks, onDemand }) => `${partOf(from).name} dials ${partOf(to).name}${onDemand ? ' on demand' : ''}, ${speaks}`)
  return [
    `Seven parts: ${shown.join('; ')}.`,
    step !== 'shape' && `Wires: ${dials.join('; ')}.`,
    stops.length > 0 && `The way of the command: ${stops.map(({ number, says, waits }) => `${number} ${says}${waits ? ', you wait' : ''}`).join('; ')}.`,
    etcd && `etcd is at revision ${etcd.revision}, with ${etcd.keys.map(({ prefix, count }) => `${count} below ${prefix}`).join(', ')}.`,
    placed.length > 0 && `Pods: ${placed.map(({ node, ip, running }) => `${running ? `running at ${ip}` : 'not yet running'} on ${node}`).join(', ')}.`,
  ].filter(Boolean).join(' ')
}
