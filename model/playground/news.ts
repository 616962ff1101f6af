import type { Caption } from '../step.ts'
import { partName } from './moves.ts'
import type { Move, Moves } from './moves.ts'
import type { PlayView, Tried } from './play.ts'

const said: Readonly<Record<Exclude<Move['do'], 'turn'>, string>> = {
  'create': 'create:',
  'scale': 'scale:',
  'get pods': 'get pods:',
  'get nodes': 'get nodes:',
  'delete pod': 'delete:',
  'logs': 'logs:',
  'step': 'The next event:',
  'change': 'The next change:',
  'seconds': 'Ten seconds later:',
  'minutes': 'Six minutes later:',
}

function lead(moves: Moves, stopped: PlayView['stopped']): string {
  const last = moves.at(-1)
  if (!last)
    return 'A healthy cluster.'
  if (last.do !== 'turn')
    return said[last.do]
  const { name } = partName(last.part)
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${stopped.has(last.part) ? 'off' : 'on'}:`
}

function counted(words: readonly string[]): string {
  return [...new Set(words)].map(word => `${words.filter(each => each === word).length} ${word}`).join(', ')
}

function lost(lines: readonly string[]): string {
  const [first, ...more] = lines
  return first === undefined ? 'everything works.' : `${first}${more.length > 0 ? `, and ${more.length} more` : ''}.`
}

/** The line under a cluster that somebody plays with: what was done last, and what came of it. */
export function newsOf({ moves, nodes, unbound, stopped }: PlayView, tried: Tried): Caption {
  const last = moves.at(-1)
  if (!last)
    return { lead: lead(moves, stopped), rest: 'Turn a switch, type a command, let time pass.' }
  if (last.do === 'turn')
    return { lead: lead(moves, stopped), rest: lost(tried.stopped) }
  const silent = nodes.filter(({ status }) => status === 'NotReady').length
  const pods = counted([...nodes.flatMap(node => node.pods), ...unbound].map(({ status }) => status))
  return { lead: lead(moves, stopped), rest: `Pods: ${pods || 'none'}${silent > 0 ? `; nodes: ${silent} NotReady` : ''}.` }
}
