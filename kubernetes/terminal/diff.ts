import { createRandom } from '../engine/random.ts'
import { type JsonObject, objectAt, textAt } from '../rest/json.ts'
import { lineDiff } from '../rest/line-diff.ts'
import { patchTo, toBeApplied } from './apply.ts'
import { ApiFailure, pathOf } from './client.ts'
import type { Command, Run } from './command.ts'
import { Failure } from './failure.ts'
import { type FileObject, objectsOf } from './files.ts'
import { withoutManagers } from './printing.ts'
import { forEachObject, writeQuery } from './write-request.ts'
import { yamlText } from './yaml.ts'

function bothOf({ client, args }: Run, { resource, object, namespace }: FileObject): readonly [live: JsonObject | undefined, merged: JsonObject] {
  const path = pathOf(resource, namespace, textAt(object, 'metadata', 'name'))
  const query = writeQuery('kubectl-client-side-apply', 'server', { fieldValidation: 'Strict' })
  const live = client.ask('GET', path)
  if (live.code === 404)
    return [undefined, client.call('POST', `${pathOf(resource, namespace)}?${query}`, object)]
  if (live.code >= 400)
    throw new ApiFailure(live.body)
  if (args.isOn('server-side'))
    return [live.body, client.call('PATCH', `${path}?${writeQuery(args.text('field-manager') || 'kubectl', 'server', { force: 'true' })}`, { ...object, metadata: { ...objectAt(object, 'metadata'), ...(namespace !== undefined && { namespace }) } }, { 'content-type': 'application/apply-patch+yaml' })]
  return [live.body, client.call('PATCH', `${path}?${query}`, patchTo(live.body, toBeApplied(object, namespace)), { 'content-type': 'application/strategic-merge-patch+json' })]
}

/** @throws Failure that ends with 2: 1 says that there are differences */
function objectsToCompare(run: Run): readonly FileObject[] {
  try {
    return objectsOf(run)
  }
  catch (failure) {
    throw failure instanceof Failure ? new Failure(failure.message, 2) : failure
  }
}

function linesOf(object: JsonObject | undefined): readonly string[] {
  return object === undefined ? [] : yamlText(withoutManagers(object)).trimEnd().split('\n')
}

/** Source: kubectl/pkg/cmd/diff/diff.go; what it prints between the names of files is that of `diff -u -N`. */
export const diff: Command = {
  flags: { 'filename': 'list:f', 'field-manager': 'text', 'server-side': 'bool', 'force-conflicts': 'bool' },
  run: (run) => {
    const { client, args, out } = run
    if (args.words.length > 0)
      throw new Failure(`error: Unexpected args: [${args.words.join(' ')}]\nSee 'kubectl diff -h' for help and examples`, 2)
    const now = client.connection.now()
    const random = createRandom(now, 'folders of kubectl diff')
    const [live, merged] = ['LIVE', 'MERGED'].map(name => `/tmp/${name}-${1_000_000_000 + random.int(2 ** 31)}`)
    const time = `${new Date(Date.UTC(2026, 0, 1, 9) + now).toISOString().replace('T', ' ').slice(0, 23)}000000 +0000`
    let isDifferent = false
    const code = forEachObject(run, objectsToCompare(run), '', (each) => {
      const [before, after] = bothOf(run, each)
      const changes = lineDiff(linesOf(before), linesOf(after))
      if (changes === '')
        return
      isDifferent = true
      const file = [...textAt(after, 'apiVersion').split('/'), textAt(after, 'kind'), textAt(after, 'metadata', 'namespace'), textAt(after, 'metadata', 'name')].join('.')
      out(`diff -u -N ${live ?? ''}/${file} ${merged ?? ''}/${file}\n--- ${live ?? ''}/${file}\t${time}\n+++ ${merged ?? ''}/${file}\t${time}\n${changes}`)
    })
    return code !== 0 ? 2 : isDifferent ? 1 : 0
  },
}
