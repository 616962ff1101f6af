import { livePlay, playSlide, readPlay } from '../slides/break-it/play-link.ts'
import { hasLiveCluster } from '../slides/break-it/playground-address.ts'
import { clickOf, clicksOf, insideOf } from '../deck/navigation.ts'
import { type Address, normaliseAddress } from './normalise-address.ts'
import { closest } from './edit-distance.ts'

/** A better address than the one that was asked for. */
export interface ResolvedAddress extends Address {
  /** What it asked for in vain, as a sentence; undefined where it only was spelt another way. */
  readonly missed: string | undefined
}

const routes = ['', '/presenter']

/**
 * The address of the nearest slide and step that exist.
 *
 * @param address where the address leads: to one slide
 * @param names permanent names of the slides, in order
 * @param from where the reader comes from: Slidev carries the query along, and a step inside belongs to one click only
 * @param inTalk how many of the slides are in the talk: the others stand after them
 * @returns the better address, or undefined where the given one is right as it is
 */
export function resolveAddress(address: Address, names: readonly string[], from?: Address, inTalk: number = names.length): ResolvedAddress | undefined {
  const meant = withClick(normaliseAddress(address), names)
  const { path, query } = meant
  // A static page is a file, which a server without rules shows under its full name only.
  const [, requested = '', spelt = '', file = ''] = /^(.*)\/([^/]*?)(\.html)?$/.exec(path) ?? []
  const route = routes.includes(requested) ? requested : ''
  const wanted = file && spelt === 'index' ? '' : spelt
  const slide = nearestSlide(wanted, names, inTalk)
  const name = names[slide - 1] ?? ''
  const clicks = nearestClick(name, query)
  const inside = nearestInside(name, Number(clicks ?? 0), { path, query }, from)
  const play = nearestPlay(name, Number(clicks ?? 0), { path, query }, from)
  const { step: _, clicks: givenClicks, inside: givenInside, play: givenPlay, ...rest } = query
  const isRight = meant === address && (wanted === name || wanted === String(slide)) && route === requested && !file
  const same = isRight && query['step'] === undefined && (givenClicks ?? undefined) === clicks && (givenInside ?? undefined) === inside && (givenPlay ?? undefined) === play
  if (same)
    return undefined
  return {
    path: `${route}/${wanted === String(slide) ? wanted : name}`,
    query: { ...rest, ...(clicks === undefined ? {} : { clicks }), ...(inside === undefined ? {} : { inside }), ...(play === undefined ? {} : { play }) },
    missed: missedSlide(wanted, slide, names, inTalk) ?? missedStep(name, query) ?? missedInside(name, Number(clicks ?? 0), query) ?? missedPlay(name, query),
  }
}

/** An address whose click stands in its path, as `/hub/2`, with the click in its query; the same object where none does. */
function withClick(address: Address, names: readonly string[]): Address {
  const [, path = '', clicks] = /^(.*)\/(\d+)$/.exec(address.path) ?? []
  const slide = lastOf(path)
  return clicks && (names.includes(slide) || /^\d+$/.test(slide)) ? { path, query: { clicks, ...address.query } } : address
}

function missedSlide(wanted: string, slide: number, names: readonly string[], inTalk: number): string | undefined {
  const name = names[slide - 1]
  if (wanted === '' || wanted === name || wanted === String(slide))
    return undefined
  return `There is no slide “${wanted}”. This is ${slide > inTalk ? '' : `slide ${slide} of ${inTalk}, `}“${name}”.`
}

function missedStep(slide: string, query: Address['query']): string | undefined {
  const step = first(query['step'])
  if (step && clickOf(slide, step) === undefined)
    return `This slide has no step “${step}”.`
  const clicks = first(query['clicks'])
  const last = clicksOf(slide)
  const found = clicks === undefined || (/^\d+$/.test(clicks) && Number(clicks) <= last)
  return found || step ? undefined : `This slide has no click “${clicks}”: it has ${last}.`
}

function missedInside(slide: string, click: number, query: Address['query']): string | undefined {
  const name = first(query['inside'])
  const isThere = name === undefined || insideOf(slide, click)?.steps.some(({ id }) => id === name)
  return isThere ? undefined : `There is no step “${name}” inside here.`
}

function missedPlay(slide: string, query: Address['query']): string | undefined {
  const play = first(query['play'])
  return play === undefined || isPlay(slide, play) ? undefined : 'This link holds no cluster that can be read: here is a healthy one.'
}

/** Number of the slide that a name or number means, or of the one most like it. */
function nearestSlide(wanted: string, names: readonly string[], inTalk: number): number {
  if (/^-?\d+$/.test(wanted))
    return Number(wanted) > names.length ? inTalk : Math.max(Number(wanted), 1)
  const byName = names.indexOf(wanted)
  return (byName < 0 ? closest(wanted, names) : byName) + 1
}

function nearestClick(slide: string, query: Address['query']): string | undefined {
  const requested = Number.parseInt(first(query['clicks']) ?? '', 10) || 0
  const click = clickOf(slide, first(query['step']) ?? '') ?? Math.min(Math.max(requested, 0), clicksOf(slide))
  return click > 0 ? String(click) : undefined
}

/** The step inside, or undefined for the initial one: that is also the nearest to one that does not exist. */
function nearestInside(slide: string, click: number, { path, query }: Address, from: Address | undefined): string | undefined {
  const name = first(query['inside'])
  const inside = insideOf(slide, click)
  if (name === undefined || name === inside?.initial || !inside?.steps.some(({ id }) => id === name))
    return undefined
  return isCarried('inside', click, { path, query }, from) ? undefined : name
}

/** The cluster that somebody has played with, or undefined for that of the slide's own click. */
function nearestPlay(slide: string, click: number, { path, query }: Address, from: Address | undefined): string | undefined {
  const play = first(query['play'])
  return play === undefined || !isPlay(slide, play) || isCarried('play', click, { path, query }, from) ? undefined : play
}

function isPlay(slide: string, play: string): boolean {
  return slide === playSlide && (play === livePlay ? hasLiveCluster() : readPlay(play) !== undefined)
}

/** Whether Slidev alone brought something here that belongs to another click. */
function isCarried(key: string, click: number, { path, query }: Address, from: Address | undefined): boolean {
  return from !== undefined && first(from.query[key]) === first(query[key]) && (lastOf(from.path) !== lastOf(path) || Number(first(from.query['clicks']) ?? 0) !== click)
}

function first(value: Address['query'][string]): string | undefined {
  return [value].flat()[0] ?? undefined
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
