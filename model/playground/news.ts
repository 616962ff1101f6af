import type { Caption } from '../step.ts'
import { isTime, partName } from './moves.ts'
import type { Move } from './moves.ts'
import type { PlayView, Tried } from './play.ts'

const said: Readonly<Record<Exclude<Move['do'], 'turn'>, string>> = {
  'create': 'kubectl create.',
  'scale': 'kubectl scale.',
  'get pods': 'kubectl get pods.',
  'get nodes': 'kubectl get nodes.',
  'delete pod': 'kubectl delete.',
  'logs': 'kubectl logs.',
  'step': 'The next event.',
  'change': 'The next change.',
  'seconds': 'Ten seconds later.',
  'minutes': 'Six minutes later.',
}

function lead(last: Move, stopped: PlayView['stopped']): string {
  return last.do === 'turn' ? `${stopped.has(last.part) ? 'Off' : 'On'}: ${partName(last.part).name}.` : said[last.do]
}

function counted(words: readonly string[]): string {
  return [...new Set(words)].map(word => `${words.filter(each => each === word).length} ${word}`).join(', ')
}

/** Characters that fit between what was done and what is said of nodes. */
const room = 34

function lost(lines: readonly string[]): string {
  const [first, ...more] = lines
  const line = first === undefined ? 'Everything works' : `${first.charAt(0).toUpperCase()}${first.slice(1)}`
  return `${line}${more.length > 0 ? `, and ${more.length} more` : ''}.`
}

/** The line under a cluster that somebody plays with: what was done last, and what came of it as far as it has been tried. */
export function newsOf({ moves, nodes, unbound, stopped, latest, over }: PlayView, tried: Tried | undefined): Caption {
  const last = moves.at(-1)
  if (!last)
    return { lead: 'A healthy cluster.', rest: 'Turn a switch, type a command, let time pass.' }
  if (last.do === 'turn')
    return { lead: lead(last, stopped), rest: tried ? lost(tried.stopped) : '' }
  if (over && isTime(last))
    return { lead: 'Four hours have passed.', rest: 'Here time ends: undo, or start again.' }
  if (last.do === 'step' || last.do === 'change')
    return { lead: lead(last, stopped), rest: latest ? `${latest}.` : 'Nothing for six minutes.' }
  const all = [...nodes.flatMap(node => node.pods), ...unbound].map(({ status }) => status)
  const silent = nodes.filter(({ status }) => status === 'NotReady').length
  const each = `Pods: ${counted(all) || 'none'}`
  const pods = each.length > room ? `Pods: ${all.length}, of them ${all.filter(status => status === 'Running').length} Running` : each
  return { lead: lead(last, stopped), rest: `${pods}${silent > 0 ? `; nodes: ${silent} NotReady` : ''}.` }
}
