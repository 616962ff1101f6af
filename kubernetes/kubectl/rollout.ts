import type { Deployment, PodTemplate, ReplicaSet } from '../api/objects.ts'
import type { Answer, Ask, TemplatePatch } from '../api/request.ts'
import { same } from '../api/same.ts'
import { numberOf, ownAnnotations } from '../controllers/rollout.ts'
import { send, type Task, type Thread, until } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import type { EventId } from '../history/event.ts'
import type { CommandLine, Rollout } from '../scenario.ts'
import type { ComponentEnv } from '../component-env.ts'
import { type RolloutProgress, rolloutStatus } from './rollout-status.ts'

/** A command about the template of a Deployment, and how its Pods follow it. */
export type RolloutCommand = Extract<CommandLine, { run: 'set image' } | Pick<Rollout, 'run'>>

/** What a command comes to: an answer that says no, what it prints itself because it cannot go on, or what it prints when it has. */
export type Outcome
  = | { readonly failed: Answer, readonly ask: Ask }
    | { readonly error: string }
    | { readonly lines: readonly string[] }

/** Whether a command is one of those here. */
export function isRollout(command: CommandLine): command is RolloutCommand {
  return command.run === 'set image' || command.run.startsWith('rollout ')
}

function target(name: string) {
  return { resource: 'deployments', namespace: 'default', name } as const
}

function isRefused({ code, status }: Answer): boolean {
  return code === 0 || status !== undefined
}

/** The template without the label by which the ReplicaSet knows its own Pods. */
function templateOf({ spec: { template } }: ReplicaSet): PodTemplate {
  const { 'pod-template-hash': _, ...labels } = template.metadata.labels
  return { ...template, metadata: { ...template.metadata, labels } }
}

/** The ReplicaSet of a revision; without one the one before the newest. Gives what kubectl says if there is none. Source: kubectl/pkg/polymorphichelpers/rollback.go (deploymentRevision). */
function toGoBackTo({ metadata: { name } }: Deployment, replicaSets: readonly ReplicaSet[], revision: number | undefined): ReplicaSet | string {
  const numbered = replicaSets.toSorted((a, b) => numberOf(b) - numberOf(a))
  if (revision !== undefined)
    return numbered.find(each => numberOf(each) === revision) ?? `error: unable to find specified revision ${revision} in history`
  return numbered[1] ?? `error: no rollout history found for deployment "${name}"`
}

/** What one of these commands makes of a Deployment, or why it does not. An empty text: it has nothing to do, and says nothing. */
function changeOf(command: RolloutCommand, deployment: Deployment, replicaSets: readonly ReplicaSet[], now: number): TemplatePatch | { readonly error: string } | { readonly lines: readonly string[] } {
  const { metadata: { name, annotations = {} }, spec: { template, paused = false } } = deployment
  const kind = 'TemplatePatch'
  switch (command.run) {
    case 'set image': {
      if (!template.spec.containers.some(container => container.name === command.container))
        return { error: `error: unable to find container named "${command.container}"` }
      const containers = template.spec.containers.map(container => container.name === command.container ? { ...container, image: command.image } : container)
      return same(containers, template.spec.containers) ? { lines: [] } : { kind, template: { ...template, spec: { ...template.spec, containers } } }
    }
    case 'rollout pause':
      return paused ? { error: `error: deployments.apps "${name}" is already paused` } : { kind, paused: true }
    case 'rollout resume':
      return paused ? { kind, paused: false } : { error: `error: deployments.apps "${name}" is not paused` }
    case 'rollout restart':
      return paused
        ? { error: `error: deployments.apps "${name}" can't restart paused deployment (run rollout resume first)` }
        : { kind, template: { ...template, metadata: { ...template.metadata, annotations: { ...template.metadata.annotations, 'kubectl.kubernetes.io/restartedAt': timestamp(now) } } } }
    case 'rollout undo': {
      const back = toGoBackTo(deployment, replicaSets, command.toRevision)
      if (typeof back === 'string')
        return { error: back }
      if (paused)
        return { error: 'error: you cannot rollback a paused deployment; resume it first with \'kubectl rollout resume\' and try again' }
      if (same(templateOf(back), template))
        return { lines: [`deployment.apps/${name} skipped rollback (current template already matches revision ${command.toRevision ?? 0})`] }
      const taken = Object.entries(back.metadata.annotations ?? {}).filter(([key]) => !ownAnnotations.includes(key))
      return { kind, template: templateOf(back), annotations: { ...Object.fromEntries(Object.entries(annotations).filter(([key]) => ownAnnotations.includes(key))), ...Object.fromEntries(taken) } }
    }
    default:
      return { lines: historyTable(name, replicaSets) }
  }
}

/** What `kubectl rollout history` prints. Source: kubectl/pkg/polymorphichelpers/history.go (ViewHistory). */
function historyTable(name: string, replicaSets: readonly ReplicaSet[]): readonly string[] {
  const rows = replicaSets.toSorted((a, b) => numberOf(a) - numberOf(b)).map(each => [String(numberOf(each)), each.metadata.annotations?.['kubernetes.io/change-cause'] ?? '<none>'] as const)
  return [`deployment.apps/${name} `, ...[['REVISION', 'CHANGE-CAUSE'] as const, ...rows].map(([number, cause]) => `${number.padEnd(10)}${cause}`), '']
}

const done: Readonly<Partial<Record<RolloutCommand['run'], string>>> = {
  'set image': 'image updated',
  'rollout undo': 'rolled back',
  'rollout pause': 'paused',
  'rollout resume': 'resumed',
  'rollout restart': 'restarted',
}

function looksBack({ run }: RolloutCommand): boolean {
  return run === 'rollout undo' || run === 'rollout history'
}

/** Talks to the API server for a command: it reads the Deployment, where needed its ReplicaSets, and changes the Deployment alone. */
export function* rollOut(command: Exclude<RolloutCommand, { run: 'rollout status' }>, now: () => number): Task<Outcome> {
  const read: Ask = { ...target(command.name), verb: 'get' }
  const found = yield* send(read)
  if (found.object?.kind !== 'Deployment')
    return { failed: found, ask: read }
  const deployment = found.object
  const list: Ask = { verb: 'list', resource: 'replicasets', namespace: 'default' }
  const { items = [], ...listed } = looksBack(command) ? yield* send(list) : { code: 200 }
  if (isRefused(listed))
    return { failed: listed, ask: list }
  const own = items.filter((item): item is ReplicaSet => item.kind === 'ReplicaSet' && item.metadata.ownerReferences?.some(({ uid }) => uid === deployment.metadata.uid) === true)
  const change = changeOf(command, deployment, own, now())
  if (!('kind' in change))
    return change
  const write: Ask = { ...read, verb: 'patch', body: change }
  const written = yield* send(write)
  return isRefused(written) ? { failed: written, ask: write } : { lines: [`deployment.apps/${command.name} ${done[command.run] ?? ''}`] }
}

function progressOf({ metadata: { name, generation = 1 }, spec: { replicas: wanted }, status }: Deployment): RolloutProgress {
  const { observedGeneration = 0, replicas = 0, updatedReplicas: updated = 0, availableReplicas: available = 0, conditions = [] } = status
  return { name, isObserved: observedGeneration >= generation, progressing: conditions.find(({ type }) => type === 'Progressing')?.reason, wanted, replicas, updated, available }
}

/** Follows a rollout to its end, or as long as it may: each version of the Deployment is printed. Gives how it ended. */
export function* followRollout({ name, timeout }: Pick<Rollout, 'name' | 'timeout'>, { watches, agenda }: Pick<ComponentEnv, 'watches' | 'agenda'>, thread: Thread, print: (text: string) => void): Task<Outcome> {
  const received: { readonly deployment: Deployment, readonly cause: EventId }[] = []
  let isOver: 'late' | 'gone' | undefined
  let wake: ((cause: EventId) => void) | undefined
  const notify = (cause: EventId): void => {
    const go = wake
    wake = undefined
    go?.(cause)
  }
  const end = (why: 'late' | 'gone', cause: EventId): void => {
    isOver ??= why
    notify(cause)
  }
  const read: Ask = { verb: 'get', ...target(name) }
  const close = watches.open({
    name: 'kubectl',
    resource: 'deployments',
    object: name,
    receive: (type, object, cause) => {
      if (type === 'DELETED')
        end('gone', cause)
      else if (object.kind === 'Deployment')
        received.push({ deployment: object, cause })
      notify(cause)
    },
    ended: () => end('gone', thread.causes[0] ?? 0),
  })
  try {
    const found = yield* send(read)
    if (found.object?.kind !== 'Deployment')
      return { failed: found, ask: read }
    if (timeout !== undefined)
      agenda.after(timeout * 1000, () => end('late', thread.causes[0] ?? 0))
    let known: Deployment | undefined = found.object
    for (;;) {
      if (known) {
        const { text, isOver: isLast, isError } = rolloutStatus(progressOf(known))
        if (isError)
          return { error: text }
        print(text)
        if (isLast)
          return { lines: [] }
      }
      if (received.length === 0 && isOver === undefined) {
        yield* until((go) => {
          wake = go
        })
      }
      const next = received.shift()
      if (!next && isOver !== undefined)
        return { error: isOver === 'late' ? 'error: timed out waiting for the condition' : 'error: object has been deleted' }
      known = next?.deployment
      if (next)
        thread.follow(next.cause)
    }
  }
  finally {
    close()
  }
}
