import { resources } from '../rest/resources.ts'
import { type JsonObject, textAt } from '../rest/json.ts'
import { listOf, resourceFor, targetsOf } from './client.ts'
import type { Command } from './command.ts'
import { lastOf, seenText } from './describe-lines.ts'
import { Failure } from './failure.ts'
import { changesOf } from './get.ts'
import { printerFor, tableText } from './printing.ts'
import { printFlags } from './flags.ts'

export const events: Command = {
  flags: { 'all-namespaces': 'bool:A', 'for': 'text', 'types': 'list', 'watch': 'bool:w', 'no-headers': 'bool', 'chunk-size': 'number', ...printFlags },
  run: (run) => {
    const { client, args, namespace, out, err } = run
    if (args.has('for') && !/^[^/]+\/[^/]*$/.test(args.text('for')))
      throw new Failure('error: --for must be in resource/name form')
    if (args.list('types').some(each => !['normal', 'warning'].includes(each.toLowerCase())))
      throw new Failure('error: valid --types are Normal or Warning')
    const [forType = ''] = args.text('for').split('/')
    if (args.has('for') && !resources.some(({ name, singular, shortNames, group }) => [name, singular, ...shortNames].some(each => [each, `${each}.${group}`].includes(forType.toLowerCase()))))
      throw new Failure(`the server doesn't have a resource type ${JSON.stringify(forType)}`)
    const wanted = args.has('for') && !args.text('for').endsWith('/') ? targetsOf([args.text('for')])[0] : undefined
    const types = args.list('types').map(each => each.toLowerCase())
    const all = listOf(client, resourceFor('events'), args.isOn('all-namespaces') ? undefined : namespace)
      .filter(event => types.length === 0 || types.includes(textAt(event, 'type').toLowerCase()))
      .filter(event => !wanted || (textAt(event, 'involvedObject', 'name') === wanted.name && textAt(event, 'involvedObject', 'kind') === wanted.resource.kind))
      .sort((a, b) => lastOf(a) < lastOf(b) ? -1 : lastOf(a) > lastOf(b) ? 1 : 0)
    if (all.length === 0 && !args.isOn('watch')) {
      err(args.isOn('all-namespaces') ? 'No events found.\n' : `No events found in ${namespace} namespace.\n`)
      return 0
    }
    const printer = printerFor(args, { isTyped: true })
    if (printer) {
      // A list has no name.
      if (args.text('output') !== 'name')
        out(printer.print({ kind: 'EventList', apiVersion: 'v1', metadata: {}, items: all }, () => resourceFor('events')))
      return 0
    }
    const isWide = args.isOn('all-namespaces')
    const rowOf = (event: JsonObject): readonly string[] => [...isWide ? [textAt(event, 'metadata', 'namespace')] : [], seenText(event, client.connection.now()), textAt(event, 'type'), textAt(event, 'reason'), `${textAt(event, 'involvedObject', 'kind')}/${textAt(event, 'involvedObject', 'name')}`, textAt(event, 'message').trim()]
    out(tableText([...args.isOn('no-headers') || all.length === 0 ? [] : [[...isWide ? ['NAMESPACE'] : [], 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE']], ...all.map(rowOf)]))
    if (!args.isOn('watch'))
      return 0
    changesOf(run, resourceFor('events'), isWide ? undefined : namespace, new URLSearchParams(), 'application/json', (object, type) => {
      if (type !== 'DELETED')
        out(tableText([rowOf(object)]))
    })
    return 1
  },
}
