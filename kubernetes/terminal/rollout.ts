import { at, type JsonObject, listAt, numberAt, objectAt, textAt } from '../rest/json.ts'
import { qualified } from '../rest/resources.ts'
import { timestamp } from '../engine/timing.ts'
import { rolloutStatus } from '../kubectl/rollout-status.ts'
import { lastApplied } from './apply.ts'
import { isObserved, listOf, nameText, pathOf, resourceFor, type Target, targetsOf } from './client.ts'
import type { Command, Run } from './command.ts'
import { plainTemplate, replicaSetsOf, templateLines } from './describe-workloads.ts'
import { Failure } from './failure.ts'
import { nothingText, queryOf } from './get.ts'
import { printerFor } from './printing.ts'
import { tabbed } from './tabs.ts'
import { span } from './wait.ts'
import { chosen, dryRunOf, forEachOf, reportTyped, writeQuery } from './write-request.ts'
import { printFlags } from './flags.ts'

/** How far a rollout is. @throws Failure if it is late */
function statusText(deployment: JsonObject): { readonly text: string, readonly isOver: boolean } {
  const count = (field: string): number => numberAt(deployment, 'status', field) ?? 0
  const status = rolloutStatus({
    name: textAt(deployment, 'metadata', 'name') ?? '',
    isObserved: isObserved(deployment),
    progressing: textAt(listAt(deployment, 'status', 'conditions').find(each => textAt(each, 'type') === 'Progressing'), 'reason'),
    wanted: numberAt(deployment, 'spec', 'replicas') ?? 0,
    replicas: count('replicas'),
    updated: count('updatedReplicas'),
    available: count('availableReplicas'),
  })
  if (status.isError)
    throw new Failure(status.text)
  return status
}

/** Why an object cannot be patched, after its name. */
function named({ resource, name }: Target, why: string): Failure {
  const message = `error: ${qualified(resource, resource.name)} ${JSON.stringify(name)} ${why}`
  return new Failure(message, 1, message)
}

/** Why a kind cannot be rolled out, by what was wanted of it. Source: kubectl/pkg/polymorphichelpers, kubectl/pkg/apps/kind_visitor.go. */
function refused(what: string, target: Target): Failure {
  const { kind, group } = target.resource
  const known = `${kind}${group && `.${group}`}`
  const isVisited = ['Pod', 'ReplicaSet'].includes(kind)
  const without = (visitor: string, visited: string): string => isVisited ? `no ${visited} has been implemented for "${known}"` : `error retrieving ${visitor} for "${known}", no visitor method exists for {${group} ${kind}}`
  const gerunds: Readonly<Record<string, string>> = { restart: 'restarting', pause: 'pausing', resume: 'resuming' }
  if (gerunds[what] !== undefined)
    return named(target, `${gerunds[what]} is not supported`)
  return new Failure(`error: ${what === 'status' ? `no status viewer has been implemented for ${kind}` : what === 'history' ? without('history', 'history viewer') : without('rollbacker', 'rollbacker')}`)
}

function status(run: Run, path: string): void {
  const { client, args, out, wait, timeLimit } = run
  const timeout = args.has('timeout') ? span(args.text('timeout')) : Math.max(timeLimit, 120_000)
  let printed = ''
  for (let waited = 0; ;) {
    const deployment = client.call('GET', path)
    const { text, isOver } = statusText(deployment)
    const wanted = args.number('revision') ?? 0
    if (wanted > 0 && wanted !== revisionOf(deployment))
      throw new Failure(`error: desired revision (${wanted}) is different from the running revision (${revisionOf(deployment)})`)
    const version = textAt(deployment, 'metadata', 'resourceVersion')
    if (version !== printed)
      out(`${text}\n`)
    printed = version
    if (isOver || (args.has('watch') && !args.isOn('watch')))
      return
    // Who has set no limit is taken to have had enough.
    if (waited >= timeout)
      throw args.has('timeout') ? new Failure('error: timed out waiting for the condition') : new Failure('^C', 130)
    waited += wait(50)
  }
}

const revisionOf = (object: JsonObject): number => Number(textAt(object, 'metadata', 'annotations', 'deployment.kubernetes.io/revision') || 0)
const causeOf = (object: JsonObject): string => textAt(object, 'metadata', 'annotations', 'kubernetes.io/change-cause')

function history(run: Run, { resource, name }: Target, deployment: JsonObject): void {
  const sets = replicaSetsOf(run.client, deployment)
  const wanted = run.args.number('revision') ?? 0
  if (wanted < 0)
    throw new Failure(`error: revision must be a positive integer: ${wanted}`)
  const title = `${nameText(resource, name ?? '')} `
  const printer = printerFor(run.args, { isTyped: true })
  if (wanted > 0) {
    const set = sets.find(each => revisionOf(each) === wanted)
    if (!set)
      throw new Failure(`error: unable to find the specified revision`)
    if (printer) {
      run.out(printer.print(set, () => resourceFor('replicasets')))
      return
    }
    run.out(`${title}with revision #${wanted}\n${templateLines(set, causeOf(set))}\n`)
    return
  }
  if (printer) {
    run.out(sets.map(each => printer.print(each, () => resourceFor('replicasets'))).join(run.args.text('output') === 'yaml' ? '---\n' : ''))
    return
  }
  run.out(`${title}\n${tabbed(`REVISION\tCHANGE-CAUSE\n${sets.map(each => `${revisionOf(each)}\t${causeOf(each) || '<none>'}\n`).join('')}`)}\n`)
}

function undo(run: Run, { resource, name }: Target, deployment: JsonObject, path: string): void {
  const { client, args, out } = run
  const sets = replicaSetsOf(client, deployment)
  const revision = args.number('to-revision') ?? 0
  if (revision < 0)
    throw new Failure(`error: unable to find specified revision ${revision} in history`)
  const set = revision > 0 ? sets.find(each => revisionOf(each) === revision) : sets.at(-2)
  if (!set)
    throw new Failure(revision > 0 ? `error: unable to find specified revision ${revision} in history` : `error: no rollout history found for deployment ${JSON.stringify(name)}`)
  const dryRun = dryRunOf(run)
  if (dryRun === 'client') {
    out(`${nameText(resource, name ?? '')} ${templateLines(set, '')} (dry run)\n`)
    return
  }
  if (at(deployment, 'spec', 'paused') === true)
    throw new Failure(`error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again`)
  const template = plainTemplate(set)
  const isSame = JSON.stringify(template.spec) === JSON.stringify(at(deployment, 'spec', 'template', 'spec'))
  if (isSame) {
    out(`${nameText(resource, name ?? '')} skipped rollback (current template already matches revision ${revision})\n`)
    return
  }
  const own = objectAt(deployment, 'metadata', 'annotations')
  const theirs = objectAt(set, 'metadata', 'annotations')
  const ownAnnotations = [lastApplied, 'deployment.kubernetes.io/revision', 'deployment.kubernetes.io/revision-history', 'deployment.kubernetes.io/desired-replicas', 'deployment.kubernetes.io/max-replicas', 'deprecated.deployment.rollback.to']
  const annotations = { ...Object.fromEntries(Object.entries(own).filter(([key]) => ownAnnotations.includes(key))), ...Object.fromEntries(Object.entries(theirs).filter(([key]) => !ownAnnotations.includes(key))) }
  client.call('PATCH', `${path}?${writeQuery('kubectl-rollout', dryRun)}`, [{ op: 'replace', path: '/spec/template', value: template }, { op: 'replace', path: '/metadata/annotations', value: annotations }], { 'content-type': 'application/json-patch+json' })
  reportTyped({ ...run }, resource, deployment, 'rolled back', dryRun)
}

function pause(run: Run, target: Target, deployment: JsonObject, path: string, isPaused: boolean): void {
  if ((at(deployment, 'spec', 'paused') === true) === isPaused)
    throw named(target, `is ${isPaused ? 'already' : 'not'} paused`)
  reportTyped({ ...run }, target.resource, run.client.call('PATCH', `${path}?fieldManager=kubectl-rollout`, { spec: { paused: isPaused ? true : null } }, { 'content-type': 'application/strategic-merge-patch+json' }), isPaused ? 'paused' : 'resumed')
}

export const rollout: Command = {
  flags: { 'timeout': 'span', 'watch': 'bool:w', 'revision': 'number', 'to-revision': 'number', 'dry-run': 'text', ...printFlags, 'selector': 'text:l', 'filename': 'list:f', 'field-manager': 'text' },
  run: (run) => {
    const { client, args, namespace } = run
    const [what = '', ...words] = args.words
    if (!['status', 'history', 'undo', 'restart', 'pause', 'resume'].includes(what))
      throw new Failure(`error: unknown command "${what}"\nSee 'kubectl rollout -h' for help and examples`)
    if (words.length === 0 && !args.has('filename'))
      throw new Failure(`error: required resource not specified`)
    const targets: readonly Target[] = args.has('filename') ? chosen(run, []) : targetsOf(words).flatMap(target => target.name === undefined ? listOf(client, target.resource, namespace, queryOf(run)).map(each => ({ ...target, name: textAt(each, 'metadata', 'name') })) : [target])
    if (targets.length === 0 && what !== 'history' && what !== 'undo')
      run.err(`${nothingText(run, true)}\n`)
    return forEachOf(run, targets, (target) => {
      const { resource, name } = target
      const path = pathOf(resource, namespace, name)
      const deployment = client.call('GET', path)
      if (what === 'undo' && textAt(deployment, 'metadata', 'annotations', lastApplied) !== '')
        run.err(`Warning: resource ${resource.name}/${name ?? ''} was previously managed with 'kubectl apply'. Rolling back will not update the ${lastApplied} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`)
      if (resource.kind !== 'Deployment')
        throw refused(what, target)
      if (what === 'status')
        status(run, path)
      else if (what === 'history')
        history(run, target, deployment)
      else if (what === 'undo')
        undo(run, target, deployment, path)
      else if (what === 'pause' || what === 'resume')
        pause(run, target, deployment, path, what === 'pause')
      else if (at(deployment, 'spec', 'paused') === true)
        throw named(target, 'can\'t restart paused deployment (run rollout resume first)')
      else {
        const restartedAt = timestamp(client.connection.now())
        if (textAt(deployment, 'spec', 'template', 'metadata', 'annotations', 'kubectl.kubernetes.io/restartedAt') === restartedAt)
          throw new Failure(`error: failed to create patch for ${name ?? ''}: if restart has already been triggered within the past second, please wait before attempting to trigger another`)
        reportTyped({ ...run }, resource, client.call('PATCH', `${path}?fieldManager=kubectl-rollout`, { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': restartedAt } } } } }, { 'content-type': 'application/strategic-merge-patch+json' }), 'restarted')
      }
    })
  },
}
