import { drawn, leftOut } from '../left-out.ts'
import type { How, Pair, Part } from './aspect.ts'
import { unnamed } from './drawn-names.ts'

/** The fields of an object, by path; lists whose entries have a type or a name go by that. */
function fieldsOf(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  if (Array.isArray(value)) {
    for (const [index, each] of (value as readonly unknown[]).entries()) {
      const named = typeof each === 'object' && each !== null && 'type' in each ? String(each.type) : String(index)
      fieldsOf(each, `${path}.${named}`, into)
    }
  }
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value))
      fieldsOf(each, path === '' ? key : `${path}.${key}`, into)
  }
  // An empty list is written as null.
  else if (value !== null && !leftOut.some(({ path: left }) => left.test(path))) {
    into.set(path, drawn.some(each => each.test(path)) ? 'drawn' : unnamed(String(value)))
  }
  return into
}

/** What an object has of numbers of its versions. */
interface Counted {
  readonly metadata: { readonly generation?: number }
  readonly status?: { readonly observedGeneration?: number }
}

/** Fields that tell how often an object was changed before the recording. */
const past = /(^metadata\.generation|^status\.observedGeneration|annotations\.deployment\.kubernetes\.io\/revision(-history)?)$/

/** Fields of the objects at the end that differ, by object and path. Only the first run has them; an object that was not written in both it cannot compare. */
export function objects(pairs: readonly Pair[], { strict, isLater = false }: How): Part {
  const [model, run] = pairs[0] ?? []
  const isWritten = (role: string): boolean => run?.writes.some(({ of, stored, resource }) => stored !== undefined && resource !== 'events' && of === role.replace(/^\S+ /, '')) === true
  const roles = run?.objects === undefined ? [] : [...new Set([...Object.keys(model?.objects ?? {}), ...Object.keys(run.objects)])].filter(role => !isLater || model?.objects?.[role] !== undefined || isWritten(role))
  let facts = 0
  const findings = roles.flatMap((role) => {
    const [mine, theirs] = [model?.objects?.[role], run?.objects?.[role]]
    if (mine === undefined || theirs === undefined)
      return [`${role}: ${mine === undefined ? 'not there' : 'there'}, recorded ${theirs === undefined ? 'not there' : 'there'}`]
    const [own, recorded] = [mine, theirs].map(each => fieldsOf(each, '', new Map())) as [Map<string, string>, Map<string, string>]
    // How far a controller is behind is compared, whatever went before.
    for (const [fields, object] of [[own, mine], [recorded, theirs]] as const) {
      const { metadata: { generation }, status: { observedGeneration } = {} } = object as Counted
      if (generation !== undefined && observedGeneration !== undefined)
        fields.set('generations that were not observed', String(generation - observedGeneration))
    }
    for (const path of isLater && strict !== 'what an object went through before' ? new Set([...own.keys(), ...recorded.keys()].filter(each => past.test(each))) : []) {
      own.delete(path)
      recorded.delete(path)
    }
    // When somebody asked for a restart stands in a template, and changes its hash.
    if (JSON.stringify(theirs).includes('kubectl.kubernetes.io/restartedAt')) {
      for (const path of [...recorded.keys()].filter(each => each.endsWith('pod-template-hash')))
        recorded.set(path, own.get(path) ?? '')
    }
    facts += recorded.size
    return [...new Set([...own.keys(), ...recorded.keys()])].flatMap(path => own.get(path) === recorded.get(path) ? [] : [`${role} ${path}: ${own.get(path) ?? 'none'}, recorded ${recorded.get(path) ?? 'none'}`])
  })
  return { facts, findings }
}
