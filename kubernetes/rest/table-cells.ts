import { age } from '../kubectl/printer.ts'
import { secondsSince } from '../engine/timing.ts'
import { at, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from './json.ts'

/** What stands where there is nothing. */
export const none = '<none>'

/** The name of an object. */
export function nameOf(object: JsonObject): string {
  return textAt(object, 'metadata', 'name')
}

/** How long ago a time was, as kubectl has it. */
export function since(time: string, now: number): string {
  return time === '' ? '<unknown>' : age(Math.max(secondsSince(time, now), 0))
}

/** How old an object is. */
export function ageOf(object: JsonObject, now: number): string {
  return since(textAt(object, 'metadata', 'creationTimestamp'), now)
}

/** A selector as `kubectl get -o wide` shows it. Source: apimachinery/pkg/apis/meta/v1/helpers.go (FormatLabelSelector). */
export function selectorText(selector: Json | undefined): string {
  const labels = Object.entries(objectAt(selector, 'matchLabels')).map(([name, value]) => `${name}=${String(value)}`)
  const expressions = listAt(selector, 'matchExpressions').map((each) => {
    const values = listAt(each, 'values').map(String).sort().join(',')
    const key = textAt(each, 'key')
    const operator = textAt(each, 'operator')
    return operator === 'Exists' ? key : operator === 'DoesNotExist' ? `!${key}` : `${key} ${operator.toLowerCase()} (${values})`
  })
  return [...labels, ...expressions].sort().join(',') || none
}

/** Labels as `kubectl get -o wide` shows them. */
export function mapText(labels: JsonObject): string {
  return Object.entries(labels).sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => `${name}=${String(value)}`).join(',') || none
}

/** Names and images of the containers in a template. */
export function containersOf(spec: JsonObject): readonly [names: string, images: string] {
  const containers = listAt(spec, 'template', 'spec', 'containers')
  return [containers.map(each => textAt(each, 'name')).join(','), containers.map(each => textAt(each, 'image')).join(',')]
}

/** At most three of some texts. Source: pkg/printers/internalversion/printers.go (formatEndpoints). */
export function atMostThree(texts: readonly string[]): string {
  return texts.length > 3 ? `${texts.slice(0, 3).join(',')} + ${texts.length - 3} more...` : texts.join(',') || none
}

/** The ports of a Service. */
export function portsText(ports: readonly Json[]): string {
  return ports.map(port => `${numberAt(port, 'port') ?? 0}${numberAt(port, 'nodePort') ? `:${numberAt(port, 'nodePort') ?? 0}` : ''}/${textAt(port, 'protocol') || 'TCP'}`).join(',') || none
}

/** The STATUS of a Node. */
export function nodeStatusText(node: JsonObject): string {
  const ready = listAt(node, 'status', 'conditions').find(condition => textAt(condition, 'type') === 'Ready')
  const status = ready === undefined ? 'Unknown' : textAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady'
  return at(node, 'spec', 'unschedulable') === true ? `${status},SchedulingDisabled` : status
}

/** The ROLES of a Node. */
export function nodeRoles(node: JsonObject): string {
  return Object.keys(objectAt(node, 'metadata', 'labels')).flatMap(label => /^node-role\.kubernetes\.io\/(.+)$/.exec(label)?.[1] ?? []).sort().join(',') || none
}

/** The address of a type that a Node has. */
export function addressOf(node: JsonObject, type: string): string {
  return textAt(listAt(node, 'status', 'addresses').find(address => textAt(address, 'type') === type), 'address') || none
}

/** When an Event was seen last. */
export function lastSeen(event: JsonObject): string {
  return textAt(event, 'lastTimestamp') || textAt(event, 'eventTime') || textAt(event, 'metadata', 'creationTimestamp')
}

/** An event as its older group has it: a table is made of that, whichever was asked for. */
export function asCoreEvent(event: JsonObject): JsonObject {
  const { regarding, note, deprecatedSource, deprecatedFirstTimestamp, deprecatedLastTimestamp, deprecatedCount, reportingController, ...rest } = event
  return regarding === undefined ? event : { ...rest, reportingComponent: reportingController, involvedObject: regarding, message: note, source: deprecatedSource, firstTimestamp: deprecatedFirstTimestamp, lastTimestamp: deprecatedLastTimestamp, count: deprecatedCount }
}

/** Addresses and ports of Endpoints. */
export function endpointTexts(endpoints: JsonObject): readonly string[] {
  return listAt(endpoints, 'subsets').flatMap(subset => listAt(subset, 'ports').flatMap(port => listAt(subset, 'addresses').map(address => `${textAt(address, 'ip')}:${String(at(port, 'port'))}`)))
}
