import { age } from '../kubectl/printer.ts'
import { secondsSince } from '../engine/timing.ts'
import { at, type JsonObject, listAt, numberAt, objectAt, textAt } from '../rest/json.ts'
import { type Client, listOf, resourceFor } from './client.ts'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A time as `describe` prints it. */
export function timeText(text: string): string {
  if (text === '')
    return '<unset>'
  const date = new Date(text)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${days[date.getUTCDay()] ?? ''}, ${two(date.getUTCDate())} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`
}

/** So many letters of an annotation are shown. Source: kubectl/pkg/describe/describe.go (maxAnnotationLen). */
const longest = 140

/** A map under its title, an entry a line; those to skip are left out. */
export function mapLines(title: string, map: JsonObject, skip: (name: string) => boolean = () => false, sign = '='): string {
  const entries = Object.keys(map).sort().filter(name => !skip(name)).map((name) => {
    const value = String(map[name])
    return sign === '=' ? `${name}=${value}` : value.includes('\n') || value.length + name.length > longest - 2 ? `${name}:\n\t  ${(value.length > longest ? `${value.slice(0, longest - 2)}...` : value.trimEnd()).split('\n').join('\n\t  ')}` : `${name}: ${value}`
  })
  return entries.length === 0 ? `${title}:\t<none>\n` : `${title}:\t${entries.join('\n\t')}\n`
}

const isApplied = (name: string): boolean => name === 'kubectl.kubernetes.io/last-applied-configuration'
/** The labels of an object, under their title. */
export const labels = (object: JsonObject, title = 'Labels'): string => mapLines(title, objectAt(object, 'metadata', 'labels'))
/** Its annotations, but for the one that `apply` keeps. */
export const annotations = (object: JsonObject): string => mapLines('Annotations', objectAt(object, 'metadata', 'annotations'), isApplied, ':')

/** A selector in one line. */
export function selectorLine(selector: JsonObject): string {
  const pairs = Object.entries(objectAt(selector, 'matchLabels')).map(([name, value]) => `${name}=${String(value)}`)
  const expressions = listAt(selector, 'matchExpressions').map((each) => {
    const operator = textAt(each, 'operator')
    const key = textAt(each, 'key')
    return operator === 'Exists' ? key : operator === 'DoesNotExist' ? `!${key}` : `${key} ${operator === 'In' ? 'in' : 'notin'} (${listAt(each, 'values').map(String).sort().join(',')})`
  })
  return [...pairs, ...expressions].sort().join(',') || '<none>'
}

/** What was noted about an object, oldest first. */
export function eventsText(client: Client, object: JsonObject, now: number): string {
  const namespace = textAt(object, 'metadata', 'namespace')
  const uid = textAt(object, 'metadata', 'uid')
  const [name, kind] = [textAt(object, 'metadata', 'name'), textAt(object, 'kind')]
  const all = listOf(client, resourceFor('events'), namespace || undefined, `fieldSelector=${encodeURIComponent(`involvedObject.name=${name},involvedObject.kind=${kind}${uid && kind !== 'Node' ? `,involvedObject.uid=${uid}` : ''}`)}`)
    // A Node may be meant by its name, too. Source: kubectl/pkg/describe/describe.go (NodeDescriber).
    .filter(event => kind !== 'Node' || [uid, name].includes(textAt(event, 'involvedObject', 'uid')))
  if (all.length === 0)
    return 'Events:\t<none>\n'
  const sorted = [...all].sort((a, b) => lastOf(a) < lastOf(b) ? -1 : lastOf(a) > lastOf(b) ? 1 : 0)
  const rows = sorted.map(event => `  ${textAt(event, 'type')}\t${textAt(event, 'reason')}\t${seenText(event, now)}\t${sourceOf(event)}\t${fieldText(event)}${textAt(event, 'message').trim()}`)
  return `Events:\n  Type\tReason\tAge\tFrom\tMessage\n  ----\t------\t----\t----\t-------\n${rows.join('\n')}\n`
}

/** What an Event is about within its object. */
function fieldText(event: JsonObject): string {
  const field = textAt(event, 'involvedObject', 'fieldPath')
  return field && `${field}: `
}

const sourceOf = (event: JsonObject): string => textAt(event, 'reportingComponent') || textAt(event, 'source', 'component')

/** When an Event was noted last. */
export function lastOf(event: JsonObject): string {
  return textAt(event, 'series', 'lastObservedTime') || textAt(event, 'lastTimestamp') || textAt(event, 'eventTime') || textAt(event, 'metadata', 'creationTimestamp')
}

/** How long ago a time was. */
export function since(time: string, now: number): string {
  const seconds = Math.trunc(secondsSince(time, now))
  if (time === '')
    return '<unknown>'
  // What is to come is no age. Source: apimachinery/pkg/util/duration/duration.go (HumanDuration).
  return seconds < -1 ? '<invalid>' : age(Math.max(seconds, 0))
}

/** How long ago an Event was noted, and how often since when. */
export function seenText(event: JsonObject, now: number): string {
  const count = numberAt(event, 'series', 'count') ?? numberAt(event, 'count') ?? 1
  const first = textAt(event, 'firstTimestamp') || textAt(event, 'eventTime')
  return count > 1 ? `${since(lastOf(event), now)} (x${count} over ${since(first, now)})` : since(lastOf(event) || first, now)
}

/** The line that names the controller of an object; empty without one. */
export function controlledBy(object: JsonObject): string {
  const owner = listAt(object, 'metadata', 'ownerReferences').find(each => at(each, 'controller') === true)
  return owner === undefined ? '' : `Controlled By:\t${textAt(owner, 'kind')}/${textAt(owner, 'name')}\n`
}

/** Every line two spaces further in, but for those that go on with a cell of the line before. */
export function indented(text: string): string {
  return text.replace(/^(?=[^\t\n])/gm, '  ')
}

/** The conditions of an object, as a table. */
export function conditionsText(object: JsonObject): string {
  const conditions = listAt(object, 'status', 'conditions')
  return conditions.length === 0 ? '' : `Conditions:\n  Type\tStatus\tReason\n  ----\t------\t------\n${conditions.map(each => `  ${textAt(each, 'type')} \t${textAt(each, 'status')}\t${textAt(each, 'reason')}\n`).join('')}`
}
