import type { ClusterView, EtcdRow } from './view-types.ts'

function nameOf({ kind, name }: EtcdRow): string {
  return `${kind} ${kind === 'Deployment' ? name : `…${name.slice(-5)}`}`
}

/** What etcd says in one row: what this step wrote, at which revision; else how many objects of the request it has. */
export function storedWords({ rows, revision }: ClusterView['etcd']): { readonly text: string, readonly revision: number, readonly fresh: boolean } {
  const written = rows.filter(({ change }) => change !== 'same')
  const [first, ...more] = written
  if (!first)
    return { text: rows.length === 0 ? '' : rows.length === 1 && rows[0] ? nameOf(rows[0]) : `${rows.length} objects`, revision, fresh: false }
  const text = more.length === 0 ? nameOf(first) : written.every(({ kind }) => kind === first.kind) ? `${written.length} × ${first.kind}` : `${written.length} objects`
  return { text, revision: more.length === 0 ? first.revision : revision, fresh: true }
}
