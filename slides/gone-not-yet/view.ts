import type { ApiObject, Condition } from '../../kubernetes/api/objects.ts'
import { stepAt } from '../../talk/step.ts'
import { goneFromNamespace, type Moment, moments, podNames } from './history.ts'
import { type GoneNotYetStepId, goneNotYetSteps } from './steps.ts'

/** How an object stands: as if nothing were, marked for deletion, or taken out of etcd. */
export type Presence = 'there' | 'Terminating' | 'gone'

export interface OwnedObject {
  readonly id: 'deployment' | 'replica-set' | 'pod-1' | 'pod-2'
  readonly kind: string
  readonly name: string
  readonly presence: Presence
  /** Whether it names an owner that it once had or has. */
  readonly owned: boolean
  readonly finalizers: readonly string[]
}

/** An object that somebody has laid a finalizer on, beside what was typed. */
export interface HeldObject {
  readonly kind: string
  readonly name: string
  readonly presence: Presence
  readonly finalizers: readonly string[]
  readonly lines: readonly { readonly kind: 'command' | 'output' | 'error', readonly text: string }[]
}

/** What stands on the picture at a step: one of the three. */
export interface GoneView {
  readonly tree?: readonly OwnedObject[]
  readonly held?: HeldObject
  /** The Namespace's own words on why it is still there. */
  readonly namespace?: { readonly presence: Presence, /** Kinds of what has gone. */ readonly gone: readonly string[], readonly inside: HeldObject, readonly says: string }
  readonly command: string
  readonly description: string
}

/** How the Deployment is deleted at a step. */
const cascades: Readonly<Partial<Record<GoneNotYetStepId, string>>> = { background: 'background', collected: 'background', foreground: 'foreground', orphan: 'orphan' }

const presenceOf = (object: ApiObject | undefined): Presence => !object ? 'gone' : object.metadata.deletionTimestamp !== undefined ? 'Terminating' : 'there'

function objectsAt({ history, id }: Moment): readonly ApiObject[] {
  return [...history.stateAt(id).objects.values()]
}

function treeAt(moment: Moment): readonly OwnedObject[] {
  const objects = objectsAt(moment)
  const first = objectsAt(moments.owners)
  const setName = first.find(({ kind }) => kind === 'ReplicaSet')?.metadata.name ?? ''
  const wanted = [
    { id: 'deployment', kind: 'Deployment', name: 'web' },
    { id: 'replica-set', kind: 'ReplicaSet', name: setName },
    ...podNames.map((name, index) => ({ id: index === 0 ? 'pod-1' : 'pod-2', kind: 'Pod', name })),
  ] as const
  return wanted.map(({ id, kind, name }) => {
    const object = objects.find(each => each.kind === kind && each.metadata.name === name)
    return {
      id: id as OwnedObject['id'],
      kind,
      name: kind === 'Deployment' ? name : `…${name.slice(name.lastIndexOf('-') + 1)}`,
      presence: presenceOf(object),
      owned: object ? (object.metadata.ownerReferences ?? []).length > 0 : kind !== 'Deployment',
      finalizers: object?.metadata.finalizers ?? [],
    }
  })
}

function linesUntil({ history, id }: Moment): HeldObject['lines'] {
  return history.events.flatMap((event): HeldObject['lines'] => {
    if (event.id > id || event.at < 3)
      return []
    if (event.kind === 'typed')
      return [{ kind: 'command', text: event.text }]
    return event.kind === 'printed' ? event.lines.map(text => ({ kind: event.error || text.startsWith('error') ? 'error' as const : 'output' as const, text })) : []
  })
}

function heldAt(moment: Moment, namespace: string): HeldObject {
  const object = objectsAt(moment).find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'held' && metadata.namespace === namespace)
  return { kind: 'ConfigMap', name: 'held', presence: presenceOf(object), finalizers: object?.metadata.finalizers ?? [], lines: linesUntil(moment) }
}

function namespaceAt(moment: Moment): NonNullable<GoneView['namespace']> {
  const namespace = objectsAt(moment).find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === 'short')
  const { conditions = [] } = namespace && 'status' in namespace ? namespace.status as { readonly conditions?: readonly Condition[] } : {}
  return {
    presence: presenceOf(namespace),
    gone: goneFromNamespace,
    inside: heldAt(moment, 'short'),
    says: conditions.find(({ type }) => type === 'NamespaceFinalizersRemaining')?.message ?? '',
  }
}

const said = (object: Pick<OwnedObject, 'kind' | 'name' | 'presence' | 'finalizers'>): string => `${object.kind} ${object.name} is ${object.presence}${object.finalizers.length > 0 ? `, with the finalizer ${object.finalizers.join(', ')}` : ''}`

/** What the garbage collector does at a step. */
const collects: Readonly<Partial<Record<GoneNotYetStepId, string>>> = {
  collected: ' The garbage collector deletes the Pods.',
  foreground: ' The garbage collector deletes the Pods.',
  orphan: ' The garbage collector has taken the owner out of the ReplicaSet.',
}

/** What stands on the picture at a step, from 0. */
export function goneNotYetView(index: number): GoneView {
  const step = stepAt(goneNotYetSteps, index).id
  const moment = moments[step]
  const command = cascades[step] ? `kubectl delete deployment web --cascade=${cascades[step]}` : ''
  if (step === 'held' || step === 'freed') {
    const held = heldAt(moment, 'default')
    // The next step goes on where this one ends: two lines of each are enough.
    const lines = step === 'held' ? held.lines : held.lines.slice(moments.held.id < moment.id ? heldAt(moments.held, 'default').lines.length : 0)
    return { held: { ...held, lines }, command, description: `${said(held)}. In the terminal: ${lines.map(({ text }) => text).join(' / ')}` }
  }
  if (step === 'namespace') {
    const namespace = namespaceAt(moment)
    return { namespace, command, description: `The Namespace short is ${namespace.presence}. Gone from it: ${namespace.gone.join(', ')}. In it: ${said(namespace.inside)}. Its status says: ${namespace.says}.` }
  }
  const tree = treeAt(moment)
  return { tree, command, description: `${tree.map(said).join('; ')}.${collects[step] ?? ''}` }
}
