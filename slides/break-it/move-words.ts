import type { Caption } from '../../talk/step.ts'
import type { Breakable } from '../../kubernetes/parts.ts'
import { electedPartOf, electedParts, isTime, type Move, type Moves, partName } from './moves.ts'
import type { PlayView, ProbeResult } from './play.ts'
import { typedLine } from './typed-line.ts'

/** Each move in a word or two, as buttons have it; and what is said of it once it is made, unless the same. */
const words: Readonly<Record<Exclude<Move['do'], 'toggle' | 'type'>, readonly [short: string, said?: string]>> = {
  'create': ['kubectl create'],
  'scale': ['kubectl scale'],
  'get pods': ['kubectl get pods'],
  'get nodes': ['kubectl get nodes'],
  'delete pod': ['kubectl delete'],
  'logs': ['kubectl logs'],
  'step': ['next event', 'The next event'],
  'change': ['next change', 'The next change'],
  'seconds': ['+10 s', 'Ten seconds later'],
  'minutes': ['+6 min', 'Six minutes later'],
}

/** A typed line in a word or two: kubectl, and what it is to do. */
function typedWords(text: string): string {
  const [first = '', second = ''] = text.trim().split(/\s+/)
  return first === 'kubectl' || first === 'k' ? `kubectl ${second.slice(0, 12)}`.trim() : first.slice(0, 16)
}

function lead(last: Move, stopped: PlayView['stopped']): string {
  if (last.do === 'type')
    return `${typedWords(typedLine(last).text)}.`
  if (last.do === 'toggle')
    return `${stopped.has(last.part) ? 'Off' : 'On'}: ${partName(last.part).name}${electedParts.some(part => part === last.part) ? ', all three' : ''}.`
  const [short, said = short] = words[last.do]
  return `${said}.`
}

const looks: readonly Move['do'][] = ['get pods', 'get nodes', 'logs']
const looksTyped = /^kubectl (?:get|describe|logs|events|explain|auth|api-|version|cluster-info|config|top|wait)/
const isLook = (move: Move): boolean => move.do === 'type' ? looksTyped.test(typedWords(typedLine(move).text)) : looks.includes(move.do)

/** What was done, move by move in a word or two; the same several times in a row once, with how often. Who only looks does nothing. */
export function doneWords(moves: Moves): readonly string[] {
  const off = new Set<string>()
  const done = moves.filter(move => !isLook(move)).map((move) => {
    if (move.do === 'type')
      return typedWords(typedLine(move).text)
    if (move.do !== 'toggle')
      return words[move.do][0]
    const on = off.delete(move.part)
    if (!on)
      off.add(move.part)
    return `${partName(move.part).name} ${on ? 'on' : 'off'}`
  })
  const starts = done.flatMap((word, nth) => word === done[nth - 1] ? [] : [nth])
  return starts.map((start, nth) => {
    const times = (starts[nth + 1] ?? done.length) - start
    return `${done[start]}${times > 1 ? ` ×${times}` : ''}`
  })
}

function counted(all: readonly string[]): string {
  return [...new Set(all)].map(word => `${all.filter(each => each === word).length} ${word}`).join(', ')
}

/** Characters that fit between what was done and what is said of nodes. */
const maxLength = 34

function lost(lines: readonly string[]): string {
  const [first, ...more] = lines
  const line = first === undefined ? 'Everything works' : `${first.charAt(0).toUpperCase()}${first.slice(1)}`
  return `${line}${more.length > 0 ? `, and ${more.length} more` : ''}.`
}

/** Copies that lead, in a sentence. */
export function leadWords(copies: readonly Breakable[]): string {
  return `${copies.map(part => partName(part).name).join(' and ')} lead${copies.length === 1 ? 's' : ''}`
}

/** What is said of a copy that was turned off or on: whether it led, and who takes over. Undefined of all else, and where none is left. */
function electionWords(part: Breakable, { stopped, leaders, led }: PlayView): string | undefined {
  const elected = electedPartOf(part)
  if (!elected || stopped.has(elected) || ([1, 2, 3] as const).every(number => stopped.has(`${elected}-${number}`)))
    return undefined
  const leader = leaders.filter(each => electedPartOf(each) === elected)
  if (leader.length > 0)
    return `It ${stopped.has(part) ? 'only waited' : 'waits'}: ${leadWords(leader)}.`
  if (!led.includes(part))
    return stopped.has(part) ? 'It only waited, and nobody leads yet.' : 'It stands for election.'
  // So in both recordings: client-go gives the Lease back only where its owner asks for it.
  return elected === 'kube-scheduler' ? 'It led: another leads once it gives its Lease back.' : 'It led: another leads once its Lease has run out.'
}

/** The line under a cluster that somebody plays with: what was done last, and what came of it as far as it has been tried. */
export function captionAfter(view: PlayView, tried: ProbeResult | undefined): Caption {
  const { moves, nodes, unbound, stopped, leaders, led, latest, over } = view
  const last = moves.at(-1)
  if (!last)
    return { lead: 'A healthy cluster.', rest: 'Turn a switch, type a command, let time pass.' }
  if (last.do === 'toggle')
    return { lead: lead(last, stopped), rest: electionWords(last.part, view) ?? (tried ? lost(tried.stopped) : '') }
  if (over && isTime(last))
    return { lead: 'Four hours have passed.', rest: 'Here time ends: undo, or start again.' }
  const took = leaders.filter(part => !led.includes(part))
  if (took.length > 0)
    return { lead: lead(last, stopped), rest: `${leadWords(took)} now.` }
  if (last.do === 'step' || last.do === 'change')
    return { lead: lead(last, stopped), rest: latest ? `${latest}.` : 'Nothing for six minutes.' }
  const all = [...nodes.flatMap(node => node.pods), ...unbound].map(({ status }) => status)
  const silent = nodes.filter(({ status }) => status === 'NotReady').length
  const each = `Pods: ${counted(all) || 'none'}`
  const pods = each.length > maxLength ? `Pods: ${all.length}, of them ${all.filter(status => status === 'Running').length} Running` : each
  return { lead: lead(last, stopped), rest: `${pods}${silent > 0 ? `; nodes: ${silent} NotReady` : ''}.` }
}
