import { formOf, watched } from './answers.ts'
import { ask, type Call, isStored, numberOf, type Server, storedName } from './call.ts'
import type { HttpResponse, Sink } from './http.ts'
import { goJson, type JsonObject, objectAt } from './json.ts'
import { withManagers } from './managers.ts'
import { inVersion, objectsAt, revisionOf, selectorOf } from './reads.ts'
import { metadataOnly } from './tables.ts'
import type { Change } from './watch-cache.ts'

/** How long a watch lasts unless its client says, and how often it is told how far it is, in milliseconds. Source: apiserver/pkg/storage/cacher. */
const longest = 1_800_000
const bookmarks = 60_000

function eventText(type: string, object: JsonObject): string {
  return `${goJson({ type, object })}\n`
}

function bookmark({ emptyFields }: Server, { resource: { kind, group, version } }: Call, revision: number, isInitial: boolean): JsonObject {
  return {
    kind,
    apiVersion: group ? `${group}/${version}` : version,
    metadata: { resourceVersion: String(revision), ...(isInitial && { annotations: { 'k8s.io/initial-events-end': 'true' } }) },
    ...emptyFields[group === 'events.k8s.io' ? `${group} ${kind}` : kind],
  }
}

/** Answers a watch: with what is there, if no revision is given, and then with what changes. Source: docs, reference/using-api/api-concepts (efficient detection of changes). */
export function watch(server: Server, call: Call): HttpResponse {
  const { query, namespace, resource } = call
  const { cache, ticks, clock, show } = server
  const form = formOf(call)
  const select = selectorOf(call)
  const revision = revisionOf(query)
  const initial = query.get('sendInitialEvents') === 'true'
  const timeout = (numberOf(query, 'timeoutSeconds') ?? 0) * 1000 || longest
  // Events have a second group, under which none is written here.
  const watchedName = resource.name === 'events' ? 'events' : isStored(resource) ? storedName(resource) : undefined
  if (isStored(resource))
    ask(server, call, { verb: 'watch' })

  function stream(sink: Sink): () => void {
    // A client counts from the response's first bytes.
    const end = clock() + timeout + 50
    let first = true
    let sentRevision = cache.revision()
    let marked = clock()
    const tell = (type: string, object: JsonObject): void => {
      sink.write(eventText(type, watched(server, call, form, withManagers(object), first)))
      first = false
    }
    const mark = (isInitial: boolean): void => {
      const object = bookmark(server, call, sentRevision, isInitial)
      sink.write(eventText('BOOKMARK', form.as === 'PartialObjectMetadata' ? metadataOnly(object) : form.as === 'Table' ? { kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata: { resourceVersion: String(sentRevision) }, columnDefinitions: null, rows: [{ cells: [], object: metadataOnly(object) }] } : object))
      marked = clock()
    }

    function onChange({ revision: at, resource: changed, before, object, gone }: Change): void {
      sentRevision = at
      if (changed !== watchedName || (namespace !== undefined && object.metadata.namespace !== namespace))
        return
      const shownBefore = before && inVersion(call, show(before))
      const was = shownBefore !== undefined && select(shownBefore)
      const shown = inVersion(call, show(object))
      const is = !gone && select(shown)
      if (is || was)
        tell(is ? was ? 'MODIFIED' : 'ADDED' : 'DELETED', is || gone || shownBefore === undefined ? shown : { ...shownBefore, metadata: { ...objectAt(shownBefore, 'metadata'), resourceVersion: String(at) } })
    }

    const missed = revision !== undefined && revision > 0 && !initial ? cache.since(revision) : undefined
    if (revision !== undefined && revision > 0 && !initial && !missed) {
      sink.write(eventText('ERROR', { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: `too old resource version: ${revision} (${cache.revision()})`, reason: 'Expired', code: 410 }))
      sink.end()
      return () => {}
    }
    if (missed) {
      for (const change of missed)
        onChange(change)
    }
    else {
      for (const object of objectsAt(server, call).filter(select))
        tell('ADDED', object)
      if (initial && query.get('allowWatchBookmarks') === 'true')
        mark(true)
    }
    const stopListening = cache.listen(onChange)
    const tick = (): void => {
      if (clock() >= end) {
        close()
        sink.end()
      }
      else if (query.get('allowWatchBookmarks') === 'true' && clock() - marked >= bookmarks) {
        sentRevision = cache.revision()
        mark(false)
      }
    }
    ticks.add(tick)
    function close(): void {
      stopListening()
      ticks.delete(tick)
    }
    return close
  }

  return { status: 200, headers: { 'cache-control': 'no-cache, private', 'content-type': form.media }, body: '', stream }
}
