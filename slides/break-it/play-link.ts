import { electedPartOf, mostMoves, type Move, type Moves, switches } from './moves.ts'

/** The slide whose address holds a play. */
export const playSlide = 'break-it'

/** What an address holds in place of moves, where the cluster is shown that the server keeps alive. */
export const livePlay = 'live'

/** The format's version, the first character of every link. Another one is another format. */
const version = '1'

const simple: Readonly<Record<string, Move>> = {
  c: { do: 'create' },
  s: { do: 'scale' },
  p: { do: 'get pods' },
  n: { do: 'get nodes' },
  e: { do: 'step' },
  g: { do: 'change' },
  t: { do: 'seconds' },
  m: { do: 'minutes' },
}

/** Moves of two characters: the second is the Pod's place. */
const aboutPod = { d: 'delete pod', l: 'logs' } as const

/** The longest link: a message between windows has room for it. */
const longestLink = 12_000

/** The most Pods that a link can tell apart. */
const mostPods = 10

/** Switches in the order of their letters: links were made before the copies of a part had switches of their own. */
const switchesByLetter = [...switches.filter(part => !electedPartOf(part)), ...switches.filter(electedPartOf)]

/** Letters of switches: the capital ones, and one that no other move has. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZa'

function written(move: Move): string {
  switch (move.do) {
    case 'toggle':
      return letters[switchesByLetter.indexOf(move.part)] ?? ''
    case 'delete pod':
      return `d${move.pod % mostPods}`
    case 'logs':
      return `l${move.pod % mostPods}`
    case 'type':
      return `x${move.code}.`
    default:
      return Object.keys(simple).find(sign => simple[sign]?.do === move.do) ?? ''
  }
}

/** The moves as letters and digits, a move after the other: those of a shorter play begin those of a longer one. */
export function keyOf(moves: Moves): string {
  return moves.map(written).join('')
}

/** Two characters that any change of the others is likely to change. */
function check(key: string): string {
  let sum = 7
  for (const letter of version + key)
    sum = (sum * 31 + letter.charCodeAt(0)) % 1296
  return sum.toString(36).padStart(2, '0')
}

/** Whether a link has room for these moves. */
export function fitsLink(moves: Moves): boolean {
  return moves.length <= mostMoves && keyOf(moves).length <= longestLink
}

/** A play as a piece of an address: letters, digits, and `-_~.` where somebody has typed. @throws RangeError for more than {@link mostMoves} moves */
export function playLink(moves: Moves): string {
  if (moves.length > mostMoves)
    throw new RangeError(`A play has at most ${mostMoves} moves, not ${moves.length}.`)
  const key = keyOf(moves)
  return `${version}${key}${check(key)}`
}

function moveOf(token: string): Move | undefined {
  const [sign = '', digit] = token
  if (sign === 'x')
    return { do: 'type', code: token.slice(1, -1) }
  const part = switchesByLetter[letters.indexOf(sign)]
  if (part)
    return { do: 'toggle', part }
  return sign === 'd' || sign === 'l' ? { do: aboutPod[sign], pod: Number(digit) } : simple[sign]
}

/** Reads what {@link keyOf} wrote; undefined for anything else. */
export function readKey(key: string): Moves | undefined {
  const tokens = key.match(/x[\w~-]+\.|[dl]\d|[^dlx]/g) ?? []
  const moves = tokens.map(moveOf)
  return tokens.join('') === key && moves.every(move => move !== undefined) ? moves : undefined
}

/** Reads a play from a piece of an address; undefined for anything that {@link playLink} has not made. */
export function readPlay(link: string): Moves | undefined {
  const key = link.slice(1, -2)
  if (link.length < 3 || link.length > longestLink + 3 || !link.startsWith(version) || link.slice(-2) !== check(key))
    return undefined
  const moves = readKey(key)
  return moves && moves.length <= mostMoves ? moves : undefined
}
