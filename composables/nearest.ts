import { clickOf, insideOf, talk } from '../model/talk.ts'

/** The part of an address that says where in the talk it leads. */
export interface Place {
  /** Path below the deck's base, such as `/hub`, `/14` or `/presenter/hub`. */
  readonly path: string
  readonly query: Readonly<Record<string, string | null | (string | null)[] | undefined>>
}

/** Rooms of the deck that show one slide each. */
const rooms = ['', '/presenter']

/**
 * The address of the nearest slide and step that exist.
 *
 * @param place where the address leads
 * @param names permanent names of the slides, in order
 * @param from where the reader comes from: Slidev carries the query along, and a step inside belongs to one click only
 * @returns the better address, or undefined where the given one is right as it is or is no slide's
 */
export function nearest({ path, query }: Place, names: readonly string[], from?: Place): Place | undefined {
  const [, room = '', wanted = ''] = /^(.*)\/([^/]*)$/.exec(path) ?? []
  if (!rooms.includes(room) || names.length === 0)
    return undefined
  const slide = nearestSlide(wanted, names)
  if (slide === undefined)
    return undefined
  const name = names[slide - 1] ?? ''
  const clicks = nearestClick(name, query)
  const inside = nearestInside(name, Number(clicks ?? 0), { path, query }, from)
  const { step: _, clicks: asked, inside: within, ...rest } = query
  const same = (wanted === name || wanted === String(slide)) && query['step'] === undefined && (asked ?? undefined) === clicks && (within ?? undefined) === inside
  const better = { ...rest, ...(clicks === undefined ? {} : { clicks }), ...(inside === undefined ? {} : { inside }) }
  return same ? undefined : { path: `${room}/${wanted === String(slide) ? wanted : name}`, query: better }
}

/** Number of the slide that a name or number means; undefined for a word that is no slide, which is left to the router. */
function nearestSlide(wanted: string, names: readonly string[]): number | undefined {
  const byName = names.indexOf(wanted)
  if (byName >= 0)
    return byName + 1
  return /^-?\d+$/.test(wanted) ? Math.min(Math.max(Number(wanted), 1), names.length) : undefined
}

/** The click as the address spells it, or undefined for the first state. */
function nearestClick(slide: string, query: Place['query']): string | undefined {
  const step = first(query['step'])
  const named = step ? clickOf(slide, step) : undefined
  if (named !== undefined)
    return named > 0 ? String(named) : undefined
  const asked = Number.parseInt(first(query['clicks']) ?? '', 10)
  const last = (talk.get(slide)?.length ?? 1) - 1
  const click = Math.min(Math.max(Number.isNaN(asked) ? 0 : asked, 0), last)
  return click > 0 ? String(click) : undefined
}

/** The step inside, or undefined for the telling one: that is also the nearest to one that does not exist. */
function nearestInside(slide: string, click: number, { path, query }: Place, from: Place | undefined): string | undefined {
  const name = first(query['inside'])
  const inside = insideOf(slide, click)
  if (name === undefined || name === inside?.telling || !inside?.steps.some(({ id }) => id === name))
    return undefined
  const carried = from && first(from.query['inside']) === name && (lastOf(from.path) !== lastOf(path) || Number(first(from.query['clicks']) ?? 0) !== click)
  return carried ? undefined : name
}

function first(value: Place['query'][string]): string | undefined {
  return [value].flat()[0] ?? undefined
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
