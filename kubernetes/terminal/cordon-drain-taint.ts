import { at, isObject, type Json, type JsonObject, listAt, textAt, withAt } from '../rest/json.ts'
import { labelKeyErrors, labelValueErrors } from '../rest/names.ts'
import { resources } from '../rest/resources.ts'
import { labelSelector } from '../rest/selectors.ts'
import { listOf, pathOf, resourceFor } from './client.ts'
import type { Command, Run } from './command.ts'
import { Failure } from './failure.ts'
import { queryOf } from './get.ts'
import { awaitGone, dryRunOf, dryText, forEachChosen, forEachOf, report, writeQuery } from './write-request.ts'
import { printFlags } from './flags.ts'

/** Patches a node, unless nothing is to be written; gives what became of it. */
function patchNode(run: Run, name: string, body: JsonObject, manager: string, type = 'strategic-merge-patch'): JsonObject | undefined {
  const dryRun = dryRunOf(run)
  return dryRun === 'client' ? undefined : run.client.call('PATCH', `${pathOf(resourceFor('nodes'), undefined, name)}?${writeQuery(manager, dryRun)}`, body, { 'content-type': `application/${type}+json` })
}

function setCordon(run: Run, name: string, isOn: boolean): void {
  const node = run.client.call('GET', pathOf(resourceFor('nodes'), undefined, name))
  const done = isOn ? 'cordoned' : 'uncordoned'
  if ((at(node, 'spec', 'unschedulable') === true) === isOn) {
    run.out(`node/${name} already ${done}${dryText[dryRunOf(run)]}\n`)
    return
  }
  patchNode(run, name, { spec: { unschedulable: isOn ? true : null } }, isOn ? 'kubectl-cordon' : 'kubectl-uncordon')
  run.out(`node/${name} ${done}${dryText[dryRunOf(run)]}\n`)
}

/** Nodes that are named, or chosen by a selector; undefined if one of them is not there. */
function nodesOf(run: Run, command: string): readonly string[] | undefined {
  const { client, args } = run
  if (args.text('selector') && args.words.length > 0)
    throw new Failure(`error: cannot specify both a node name and a --selector option\nSee 'kubectl ${command} -h' for help and examples`)
  if (args.text('selector'))
    return listOf(client, resourceFor('nodes'), undefined, queryOf(run)).map(node => textAt(node, 'metadata', 'name'))
  if (args.words.length === 0)
    throw new Failure(`error: USAGE: ${command} NODE [flags]\nSee 'kubectl ${command} -h' for help and examples`)
  const names = args.words.map(word => word.replace(/^nodes?\//, ''))
  // All of them are read before the first is changed.
  const code = forEachOf(run, names, name => client.call('GET', pathOf(resourceFor('nodes'), undefined, name)))
  return code === 0 ? names : undefined
}

function cordonCommand(isOn: boolean): Command {
  return {
    flags: { 'selector': 'text:l', 'dry-run': 'text' },
    run: (run) => {
      const names = nodesOf(run, isOn ? 'cordon' : 'uncordon')
      names?.forEach(name => setCordon(run, name, isOn))
      return names ? 0 : 1
    },
  }
}

export const cordon = cordonCommand(true)
export const uncordon = cordonCommand(false)

export const drain: Command = {
  flags: { 'force': 'bool', 'ignore-daemonsets': 'bool', 'delete-emptydir-data': 'bool', 'grace-period': 'number', 'timeout': 'span', 'selector': 'text:l', 'pod-selector': 'text', 'disable-eviction': 'bool', 'dry-run': 'text', 'chunk-size': 'number', 'skip-wait-for-delete-timeout': 'number' },
  run: (run) => {
    const { client, args, out, err } = run
    const dryRun = dryRunOf(run)
    if (args.has('pod-selector')) {
      try {
        labelSelector(args.text('pod-selector'))
      }
      catch {
        throw new Failure('error: --pod-selector=<pod_selector> must be a valid label selector')
      }
    }
    const names = nodesOf(run, 'drain')
    if (!names)
      return 1
    names.forEach(name => setCordon(run, name, true))
    const pending: { readonly name: string, readonly why: readonly string[] }[] = []
    for (const name of names) {
      const query = new URLSearchParams({ fieldSelector: `spec.nodeName=${name}`, ...(args.text('pod-selector') && { labelSelector: args.text('pod-selector') }) })
      const pods = listOf(client, resourceFor('pods'), undefined, String(query)).filter(pod => textAt(pod, 'metadata', 'deletionTimestamp') === '')
      const placed = (pod: JsonObject): string => `${textAt(pod, 'metadata', 'namespace')}/${textAt(pod, 'metadata', 'name')}`
      const isOver = (pod: JsonObject): boolean => ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase'))
      const local = pods.filter(pod => !isOver(pod) && listAt(pod, 'spec', 'volumes').some(volume => at(volume, 'emptyDir') !== undefined))
      // What keeps a Pod is told once.
      const unmanaged = pods.filter(pod => !isOver(pod) && (args.isOn('delete-emptydir-data') || !local.includes(pod)) && !listAt(pod, 'metadata', 'ownerReferences').some(owner => at(owner, 'controller') === true))
      const problems = [
        ...local.length > 0 && !args.isOn('delete-emptydir-data') ? [`cannot delete Pods with local storage (use --delete-emptydir-data to override): ${local.map(placed).join(', ')}`] : [],
        ...unmanaged.length > 0 && !args.isOn('force') ? [`cannot delete Pods that declare no controller (use --force to override): ${unmanaged.map(placed).join(', ')}`] : [],
      ]
      if (problems.length > 0) {
        err(`error: unable to drain node "${name}" due to error: ${problems.length > 1 ? `[${problems.join(', ')}]` : problems[0] ?? ''}, continuing command...\n`)
        pending.push({ name, why: problems })
        continue
      }
      if (unmanaged.length > 0)
        err(`Warning: deleting Pods that declare no controller: ${unmanaged.map(placed).join(', ')}\n`)
      const isDeleted = args.isOn('disable-eviction')
      for (const pod of isDeleted ? [] : pods)
        out(`evicting pod ${placed(pod)}${dryText[dryRun]}\n`)
      const gone: JsonObject[] = []
      for (const pod of dryRun === 'none' ? pods : []) {
        const options = args.has('grace-period') && { gracePeriodSeconds: args.number('grace-period') }
        if (isDeleted)
          client.call('DELETE', pathOf(resourceFor('pods'), textAt(pod, 'metadata', 'namespace'), textAt(pod, 'metadata', 'name')), { kind: 'DeleteOptions', apiVersion: 'v1', ...options })
        else
          client.call('POST', pathOf(resourceFor('pods'), textAt(pod, 'metadata', 'namespace'), textAt(pod, 'metadata', 'name'), 'eviction'), { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: textAt(pod, 'metadata', 'name'), namespace: textAt(pod, 'metadata', 'namespace') }, ...(options && { deleteOptions: options }) })
        gone.push(pod)
      }
      for (const pod of gone) {
        if (awaitGone(run, pathOf(resourceFor('pods'), textAt(pod, 'metadata', 'namespace'), textAt(pod, 'metadata', 'name')), Infinity, textAt(pod, 'metadata', 'uid')))
          out(`pod/${textAt(pod, 'metadata', 'name')} ${isDeleted ? 'deleted' : 'evicted'}\n`)
      }
      out(`node/${name} drained${dryText[dryRun]}\n`)
    }
    if (pending.length > 0)
      err(`There are pending nodes to be drained:\n${pending.map(({ name }) => ` ${name}\n`).join('')}${pending.flatMap(({ why }) => why).join('\n')}\n`)
    return pending.length > 0 ? 1 : 0
  },
}

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

export const taint: Command = {
  flags: { 'overwrite': 'bool', 'all': 'bool', 'selector': 'text:l', 'dry-run': 'text', ...printFlags, 'field-manager': 'text' },
  run: (run) => {
    const { client, args } = run
    const isTaint = (word: string): boolean => word.includes('=') || word.endsWith('-') || /:(?=\w)/.test(word)
    const index = args.words.findIndex(isTaint)
    const words = index < 0 ? args.words : args.words.slice(0, index)
    const specs = index < 0 ? [] : args.words.slice(index)
    if (words.length === 0)
      throw new Failure('error: one or more resources must be specified as <resource> <name>')
    if (specs.length === 0)
      throw new Failure('error: at least one taint update is required')
    const wrong = (message: string): Failure => new Failure(`error: ${message}\nSee 'kubectl taint -h' for help and examples`)
    const [type = ''] = words
    if (!resources.some(({ name, singular, shortNames }) => [name, singular, ...shortNames].includes(type.toLowerCase())))
      throw new Failure(`the server doesn't have a resource type ${JSON.stringify(type)}`)
    // Source: kubectl/pkg/cmd/taint/utils.go (parseTaints).
    const read = specs.map((each, index) => {
      const isGone = each.endsWith('-')
      const spec = each.replace(/-$/, '')
      const [left = '', effect, more] = spec.split(':')
      const [key = '', value, another] = effect === undefined ? [left] : left.split('=')
      if (effect !== undefined && more === undefined && !effects.includes(effect))
        throw wrong(`invalid taint effect: ${effect}, unsupported taint effect`)
      const errors = more !== undefined || another !== undefined ? [''] : [labelValueErrors(value ?? ''), labelKeyErrors(key)].find(found => found.length > 0) ?? []
      if (errors.length > 0 || (!isGone && effect === undefined))
        throw wrong(`invalid taint spec: ${spec}${errors.length > 0 && errors[0] !== '' ? `, ${errors.join('; ')}` : ''}`)
      if (!isGone && specs.slice(0, index).some(other => other.split(/[=:]/)[0] === key && other.endsWith(`:${effect ?? ''}`)))
        throw wrong(`duplicated taints with the same key and effect: {${key} ${value ?? ''} ${effect ?? ''} <nil>}`)
      return { isGone, key, value, effect: effect ?? '' }
    })
    const both = read.filter(({ isGone }) => isGone).filter(gone => read.some(each => !each.isGone && each.key === gone.key && (gone.effect === '' || each.effect === gone.effect)))
    if (both.length > 0)
      throw new Failure(`error: can not both modify and remove the following taint(s) in the same command: ${both.map(({ key, effect }) => `${key}=${effect}`).join(', ')}`)
    if (resourceFor(type).name !== 'nodes')
      throw new Failure(`error: invalid resource type ${type}, only node types are supported`)
    if (args.isOn('all') && args.has('selector'))
      throw new Failure('error: setting \'all\' parameter with a non empty selector is prohibited')
    // Source: as above (reorganizeTaints).
    return forEachChosen(run, args.isOn('all') ? [type] : words, ({ name }) => {
      const node = client.call('GET', pathOf(resourceFor('nodes'), undefined, name))
      const old = listAt(node, 'spec', 'taints').filter(isObject)
      const isOf = (taint: Json, { key, effect }: typeof read[number]): boolean => textAt(taint, 'key') === key && (effect === '' || textAt(taint, 'effect') === effect)
      const wanted = read.filter(({ isGone }) => !isGone)
      const taken = wanted.filter(each => old.some(taint => isOf(taint, each)))
      if (taken.length > 0 && !args.isOn('overwrite'))
        throw new Failure(`error: node ${name} already has ${taken.map(({ key }) => key).join()} taint(s) with same effect(s) and --overwrite is false`)
      let taints: readonly JsonObject[] = [...wanted.map(({ key, value, effect }) => ({ effect, key, ...(value && { value }) })), ...old.filter(taint => !wanted.some(each => isOf(taint, each)))]
      const isAdded = taints.length !== old.length
      let isRemoved = false
      for (const gone of read.filter(({ isGone }) => isGone)) {
        const left = taints.filter(taint => !isOf(taint, gone))
        isRemoved = left.length < taints.length
        if (!isRemoved)
          throw new Failure(`error: taint "${gone.key}${gone.effect && `:${gone.effect}`}" not found`)
        taints = left
      }
      const changed = patchNode(run, name, { spec: { taints: taints.length > 0 ? taints : null } }, 'kubectl-taint', 'merge-patch')
      const done = (isAdded && isRemoved) || args.isOn('overwrite') ? 'modified' : isAdded ? 'tainted' : 'untainted'
      report({ ...run }, resourceFor('nodes'), changed ?? withAt(node, ['spec', 'taints'], taints), done, 'none', changed !== undefined)
    })
  },
}
