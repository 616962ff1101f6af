import type { ApiObject, Draft } from '../../kubernetes/api/objects.ts'
import { type Body, isPatch } from '../../kubernetes/api/request.ts'
import { requestOf } from '../../kubernetes/history/event.ts'
import { requestNames } from './history.ts'
import { stateOf, stepEvents } from './step-events.ts'
import { isShown, type Line, linesOf, type Shown, type ShownDraft } from './yaml-lines.ts'

/** One line of YAML; `changed` if this step made it so. */
export interface YamlLine {
  readonly text: string
  readonly changed: boolean
}

/** The object in focus, cut down to the fields that matter. */
export interface Yaml {
  readonly kind: 'Deployment' | 'ReplicaSet' | 'Pod'
  readonly name: string
  /** Whether it is on its way in a request, or stored. */
  readonly where: 'request' | 'etcd'
  readonly lines: readonly YamlLine[]
}

interface Focus {
  readonly object: Shown | ShownDraft
  readonly where: Yaml['where']
}

/** Which object to look at: the one on its way at the gates, or the stored one of that name. */
function focusAt(index: number): Focus | undefined {
  const event = stepEvents[index]
  if (!event)
    return undefined
  if (event.kind === 'built')
    return isShown(event.object) ? { object: event.object, where: 'request' } : undefined
  const state = stateOf(index)
  const inRequest = requestOf(event) && state.latest?.revision === undefined ? state.latest?.object ?? bodyOf(state.latest?.request.body) : undefined
  if (inRequest && isShown(inRequest))
    return { object: inRequest, where: 'request' }
  const name = focusName(index)
  const stored = [...state.objects.values()].find(object => isShown(object) && object.metadata.name === name)
  return stored && isShown(stored) ? { object: stored, where: 'etcd' } : undefined
}

/** The object that a request carries, if what it carries is one. */
function bodyOf(body: Body | undefined): ApiObject | Draft | undefined {
  return body && !isPatch(body) && body.kind !== 'Binding' && body.kind !== 'DeleteOptions' && body.kind !== 'TokenRequest' && body.kind !== 'Replacement' ? body : undefined
}

/** The name of the object that the steps are about, as the work goes down from Deployment to Pod and up again. */
function focusName(index: number): string | undefined {
  const event = stepEvents[index]
  if (event?.kind === 'committed')
    return event.object.metadata.name
  if (event?.kind === 'watched')
    return event.ref.name
  if (event && 'pod' in event)
    return event.pod.name
  return event?.kind === 'exited' && event.command === 0 ? requestNames.deployment : undefined
}

/** The YAML at a step, with the lines marked that differ from how the same object looked at the nearest step before. */
export function yamlAt(index: number): Yaml | undefined {
  const focus = focusAt(index)
  if (!focus)
    return undefined
  const { object, where } = focus
  const before = new Map(previous(index, object)?.map(({ key, text }) => [key, text]))
  const lines = linesOf(object).map(({ key, text }) => ({ text, changed: before.get(key) !== text }))
  return { kind: object.kind, name: object.metadata.name ?? '', where, lines }
}

/** The lines of the same object at the step before, whether that step showed it or not. */
function previous(index: number, object: Shown | ShownDraft): Line[] | undefined {
  if (index === 0)
    return undefined
  const earlier = focusAt(index - 1)
  if (earlier && earlier.object.kind === object.kind && earlier.object.metadata.name === object.metadata.name)
    return linesOf(earlier.object)
  const stored = [...stateOf(index - 1).objects.values()].find(each => each.kind === object.kind && each.metadata.name === object.metadata.name)
  return stored && isShown(stored) ? linesOf(stored) : undefined
}
