import type { Deployment, Draft, Pod } from '../api/objects.ts'
import { pathOf } from '../api/request.ts'
import type { Answer, Ask } from '../api/request.ts'
import type { Agenda } from '../engine/agenda.ts'
import type { Engine, Task, Thread } from '../engine/task.ts'
import { send, sleep } from '../engine/task.ts'
import type { Recorder } from '../engine/recorder.ts'
import type { EventId } from '../history/event.ts'
import { timing } from '../engine/timing.ts'
import type { Command, CreateDeployment } from '../scenario.ts'
import { podTable } from './printer.ts'
import { commandText, createdText, refusedText, unreachableText } from './words.ts'

/** The object that `kubectl create deployment` makes. Source: kubectl/pkg/cmd/create/create_deployment.go. */
export function deploymentFor({ name, image, replicas, requests, readinessProbe }: CreateDeployment): Draft<Deployment> {
  const labels = { app: name }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'default', labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: image, image, resources: requests ? { requests } : {}, ...(readinessProbe && { readinessProbe }) }] } },
    },
  }
}

/** The one request that a command comes to. Recorded from kubectl 1.35: `create deployment` needs no discovery. */
function askFor(command: Command): Ask {
  if (command.run === 'get pods')
    return { verb: 'list', resource: 'pods', namespace: 'default', query: 'limit=500' }
  const query = 'fieldManager=kubectl-create&fieldValidation=Strict'
  return { verb: 'create', resource: 'deployments', namespace: 'default', query, body: deploymentFor(command) }
}

function linesFor(command: Command, ask: Ask, answer: Answer, now: number): string[] {
  const create = command.run === 'create deployment' ? command : undefined
  if (answer.code === 0)
    return [unreachableText(pathOf(ask), create)]
  if (answer.status)
    return [refusedText(create, answer.status)]
  return create ? [createdText(create.name)] : podTable((answer.items ?? []).filter((object): object is Pod => object.kind === 'Pod'), now)
}

/** A command, its place in the scenario, and what the user has seen before typing it. */
export interface TypedCommand {
  readonly command: Command
  readonly number: number
  readonly after: readonly EventId[]
}

/** Types a command: the user presses Enter, kubectl does the rest. */
export function runCommand({ command, number, after }: TypedCommand, agenda: Agenda, engine: Engine, recorder: Recorder): void {
  const typed = recorder.record('user', after, { kind: 'typed', command: number, text: commandText(command) })
  engine.start('kubectl', [typed], function* (thread: Thread): Task {
    yield* sleep(timing.kubectl)
    thread.record({ kind: 'configured', command: number })
    yield* sleep(timing.kubectl)
    const ask = askFor(command)
    if (command.run === 'create deployment')
      thread.record({ kind: 'built', command: number, object: deploymentFor(command) })
    const answer = yield* send(ask)
    const error = answer.code === 0 || answer.status !== undefined
    thread.record({ kind: 'printed', command: number, lines: linesFor(command, ask, answer, agenda.now()), error })
    thread.record({ kind: 'exited', command: number, code: error ? 1 : 0 })
  })
}
