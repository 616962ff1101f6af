import type { RecordedPart, RecordedTime } from '../../../slides/as-recorded/types.ts'
import { type Body, json, presentIn, readRows, requestText, type Row } from './rows.ts'

/** The steps of the slide of the node that dies that a recording tells of. */
export type LostNodeStep = 'not-ready' | 'terminating' | 'replacement' | 'node-back'

/** The rows on which the steps stand. @throws Error that names what is not in the recording */
function rowsOf(file: string) {
  const rows = readRows(file)
  const one = presentIn(file)
  const [lost, back] = rows.filter(({ src }) => src === 'act')
  const cut = one('loss of a node', lost)
  const after = rows.filter(({ t }) => t > cut.t)
  const seen = (what: string, is: (row: Row, object: Body) => boolean): Row => one(what, after.find(row => row.src === 'watch' && row.object !== undefined && is(row, row.object)))
  const marked = seen('Pod that is marked', ({ kind }, { metadata }) => kind === 'Pod' && metadata?.deletionTimestamp !== undefined)
  return {
    cut,
    back: one('return of the node', back),
    notReady: seen('NotReady', ({ kind }, { status }) => kind === 'Node' && status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'Unknown') === true),
    marked,
    deletion: one('deletion', after.find(({ src, verb, resource, name }) => src === 'audit' && verb === 'delete' && resource === 'pods' && name === marked.object?.metadata?.name)),
    running: seen('replacement', ({ kind, t }, { status }) => kind === 'Pod' && t > marked.t && status?.phase === 'Running'),
    gone: seen('end of the old Pod', ({ type, object }) => type === 'DELETED' && object?.metadata?.name === marked.object?.metadata?.name),
    listed: after.find(({ src, t, argv }) => src === 'kubectl' && t > marked.t && argv?.includes('pods') === true),
  }
}

/** When each step was reached, in milliseconds since the node was lost; the last since it was back. */
function timesOf(file: string): Readonly<Record<LostNodeStep, number>> {
  const { cut, back, notReady, marked, running, gone } = rowsOf(file)
  return { 'not-ready': notReady.t - cut.t, 'terminating': marked.t - cut.t, 'replacement': running.t - cut.t, 'node-back': gone.t - back.t }
}

/**
 * When the steps were reached in one run, and what was sent and printed.
 *
 * @param named the run that is shown
 * @param others other runs of the same
 * @throws Error that names what is not in a recording
 */
export function lostNodeOf(named: string, others: readonly string[]): Readonly<Record<LostNodeStep, { readonly time: RecordedTime, readonly parts: readonly RecordedPart[] }>> {
  const all = [named, ...others].map(timesOf)
  const { notReady, deletion, running, listed, gone } = rowsOf(named)
  const time = (step: LostNodeStep): RecordedTime => {
    const times = all.map(each => Math.round(each[step]))
    const [at = 0] = times
    return { from: at, until: at, least: Math.min(...times), most: Math.max(...times) }
  }
  const { metadata, spec, status } = notReady.object ?? {}
  const printed: readonly RecordedPart[] = listed ? [{ what: 'printed', text: `$ ${(listed.argv ?? []).join(' ')}\n${listed.stdout?.trimEnd()}` }] : []
  return {
    'not-ready': { time: time('not-ready'), parts: [{ what: 'watch event', text: json({ type: notReady.type, object: { kind: 'Node', metadata: { name: metadata?.name }, spec: { taints: spec?.taints }, status: { conditions: status?.conditions } } }) }] },
    'terminating': { time: time('terminating'), parts: [{ what: 'request', text: requestText(deletion) }, ...printed] },
    'replacement': { time: time('replacement'), parts: [{ what: 'watch event', text: json({ type: running.type, object: { kind: 'Pod', metadata: running.object?.metadata, status: running.object?.status } }) }] },
    'node-back': { time: time('node-back'), parts: [{ what: 'watch event', text: json({ type: gone.type, object: { kind: 'Pod', metadata: gone.object?.metadata } }) }] },
  }
}
