import { at, isObject, type JsonObject, listAt, textAt } from '../rest/json.ts'
import { listOf, pathOf, resourceFor } from './client.ts'
import type { Command, Run } from './command.ts'
import { Failure } from './failure.ts'
import { queryOf } from './get.ts'
import { awaitGone, dryRunOf, dryText, forEachChosen, writeQuery } from './write-request.ts'
import { printFlags } from './flags.ts'

/** Patches a node, unless nothing is to be written. */
function patchNode(run: Run, name: string, body: JsonObject, manager: string, type = 'strategic-merge-patch'): void {
  const dryRun = dryRunOf(run)
  if (dryRun !== 'client')
    run.client.call('PATCH', `${pathOf(resourceFor('nodes'), undefined, name)}?${writeQuery(manager, dryRun)}`, body, { 'content-type': `application/${type}+json` })
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

/** Nodes that are named, or chosen by a selector. */
function nodesOf(run: Run, command: string): readonly string[] {
  const { client, args } = run
  if (args.text('selector') && args.words.length > 0)
    throw new Failure(`error: cannot specify both a node name and a --selector option\nSee 'kubectl ${command} -h' for help and examples`)
  if (args.text('selector'))
    return listOf(client, resourceFor('nodes'), undefined, queryOf(run)).map(node => textAt(node, 'metadata', 'name'))
  if (args.words.length === 0)
    throw new Failure(`error: USAGE: ${command} NODE [flags]\nSee 'kubectl ${command} -h' for help and examples`)
  return args.words.map(word => word.replace(/^nodes?\//, ''))
}

function cordonCommand(isOn: boolean): Command {
  return {
    flags: { 'selector': 'text:l', 'dry-run': 'text' },
    run: (run) => {
      nodesOf(run, isOn ? 'cordon' : 'uncordon').forEach(name => setCordon(run, name, isOn))
      return 0
    },
  }
}

export const cordon = cordonCommand(true)
export const uncordon = cordonCommand(false)

export const drain: Command = {
  flags: { 'force': 'bool', 'ignore-daemonsets': 'bool', 'delete-emptydir-data': 'bool', 'grace-period': 'number', 'timeout': 'span', 'selector': 'text:l', 'pod-selector': 'text', 'disable-eviction': 'bool', 'dry-run': 'text' },
  run: (run) => {
    const { client, args, out, err } = run
    const dryRun = dryRunOf(run)
    const names = nodesOf(run, 'drain')
    names.forEach(name => setCordon(run, name, true))
    const pending: { readonly name: string, readonly why: readonly string[] }[] = []
    for (const name of names) {
      const query = new URLSearchParams({ fieldSelector: `spec.nodeName=${name}`, ...(args.text('pod-selector') && { labelSelector: args.text('pod-selector') }) })
      const pods = listOf(client, resourceFor('pods'), undefined, String(query)).filter(pod => textAt(pod, 'metadata', 'deletionTimestamp') === '')
      const placed = (pod: JsonObject): string => `${textAt(pod, 'metadata', 'namespace')}/${textAt(pod, 'metadata', 'name')}`
      const isOver = (pod: JsonObject): boolean => ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase'))
      const unmanaged = pods.filter(pod => !isOver(pod) && !listAt(pod, 'metadata', 'ownerReferences').some(owner => at(owner, 'controller') === true))
      const local = pods.filter(pod => !isOver(pod) && listAt(pod, 'spec', 'volumes').some(volume => at(volume, 'emptyDir') !== undefined))
      const hindered = [
        ...local.length > 0 && !args.isOn('delete-emptydir-data') ? [`cannot delete Pods with local storage (use --delete-emptydir-data to override): ${local.map(placed).join(', ')}`] : [],
        ...unmanaged.length > 0 && !args.isOn('force') ? [`cannot delete cannot delete Pods that declare no controller (use --force to override): ${unmanaged.map(placed).join(', ')}`] : [],
      ]
      if (hindered.length > 0) {
        err(`error: unable to drain node "${name}" due to error: ${hindered.length > 1 ? `[${hindered.join(', ')}]` : hindered[0] ?? ''}, continuing command...\n`)
        pending.push({ name, why: hindered })
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

const badName = 'name part must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character (e.g. \'MyName\',  or \'my.name\',  or \'123-abc\', regex used for validation is \'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\')'

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

export const taint: Command = {
  flags: { 'overwrite': 'bool', 'all': 'bool', 'selector': 'text:l', 'dry-run': 'text', ...printFlags },
  run: (run) => {
    const { client, args, out } = run
    const isTaint = (word: string): boolean => word.includes('=') || word.endsWith('-') || /:(?=\w)/.test(word)
    const index = args.words.findIndex(isTaint)
    const words = index < 0 ? args.words : args.words.slice(0, index)
    const specs = index < 0 ? [] : args.words.slice(index)
    if (words.length === 0)
      throw new Failure('error: one or more resources must be specified as <resource> <name>')
    if (specs.length === 0)
      throw new Failure('error: at least one taint update is required')
    const read = specs.map((spec) => {
      const isGone = spec.endsWith('-')
      const [left = '', effect = ''] = spec.replace(/-$/, '').split(':')
      const [key = '', value] = left.split('=')
      if (effect !== '' && !effects.includes(effect))
        throw new Failure(`error: invalid taint effect: ${effect}, unsupported taint effect\nSee 'kubectl taint -h' for help and examples`)
      if (!/^(?:[a-z\d](?:[-a-z\d.]*[a-z\d])?\/)?[A-Za-z\d](?:[-\w.]*[A-Za-z\d])?$/.test(isGone || effect !== '' ? key : left))
        throw new Failure(`error: invalid taint spec: ${spec}, ${badName}\nSee 'kubectl taint -h' for help and examples`)
      if (!isGone && effect === '')
        throw new Failure(`error: invalid taint spec: ${spec}\nSee 'kubectl taint -h' for help and examples`)
      return { isGone, key, value, effect }
    })
    const both = read.filter(({ isGone }) => isGone).filter(gone => read.some(each => !each.isGone && each.key === gone.key && (gone.effect === '' || each.effect === gone.effect)))
    if (both.length > 0)
      throw new Failure(`error: can not both modify and remove the following taint(s) in the same command: ${both.map(({ key, effect }) => `${key}=${effect}`).join(', ')}`)
    const [type] = words
    if (type !== undefined && resourceFor(type.split('/')[0] ?? '').name !== 'nodes')
      throw new Failure(`error: invalid resource type ${type.split('/')[0] ?? ''}, only node types are supported`)
    return forEachChosen(run, words, ({ name }) => {
      const node = client.call('GET', pathOf(resourceFor('nodes'), undefined, name))
      let taints = listAt(node, 'spec', 'taints').filter(isObject)
      let isAdded = false
      let isModified = false
      for (const { isGone, key, value, effect } of read) {
        const same = taints.filter(each => textAt(each, 'key') === key && (effect === '' || textAt(each, 'effect') === effect))
        if (isGone) {
          if (same.length === 0)
            throw new Failure(`error: taint "${key}${effect && `:${effect}`}" not found`)
          taints = taints.filter(each => !same.includes(each))
          continue
        }
        if (same.length > 0 && !args.isOn('overwrite'))
          throw new Failure(`error: node ${name} already has ${key} taint(s) with same effect(s) and --overwrite is false`)
        isModified ||= same.length > 0
        isAdded = true
        taints = [...taints.filter(each => !same.includes(each)), { effect, key, ...(value && { value }) }]
      }
      patchNode(run, name, { spec: { taints: taints.length > 0 ? taints : null } }, 'kubectl-taint', 'merge-patch')
      out(args.text('output') === 'name' ? `node/${name}\n` : `node/${name} ${isModified ? 'modified' : isAdded ? read.some(({ isGone }) => isGone) ? 'modified' : 'tainted' : 'untainted'}\n`)
    })
  },
}
