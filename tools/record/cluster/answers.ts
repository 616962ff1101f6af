import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordedPart } from '../../../slides/as-recorded/types.ts'
import type { OutcomeStepId } from '../../../slides/outcomes/outcomes.ts'
import { json, readRows, requestText, type Row } from './rows.ts'

interface Exchange {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
  readonly response?: { readonly message?: string }
}

/**
 * The answers that refused something, as far as one was recorded for a step of the slide of the endings.
 *
 * @param folder the recordings, a folder a group
 * @throws Error that names what is not in them
 */
export function answersOf(folder: string): Partial<Record<OutcomeStepId, readonly RecordedPart[]>> {
  const exchange = (group: string, what: string, is: (exchange: Exchange) => boolean): readonly RecordedPart[] => {
    const found = (JSON.parse(readFileSync(join(folder, 'api', `${group}.json`), 'utf8')) as readonly Exchange[]).find(is)
    if (!found)
      throw new Error(`api/${group}.json has no ${what}.`)
    return [{ what: 'request', text: `${found.method} ${found.path}` }, { what: 'answer', text: json(found.response) }]
  }
  /** The audit log has the fields of the Status that was answered, not its bytes. */
  const logged = (group: string, run: string, what: string, is: (row: Row) => boolean): readonly RecordedPart[] => {
    const found = readRows(join(folder, group, `${run}.jsonl`)).find(row => row.src === 'audit' && is(row))
    if (!found)
      throw new Error(`${group}/${run}.jsonl has no ${what}.`)
    const { code, reason, message } = found
    return [{ what: 'request', text: requestText(found) }, { what: 'answer', text: json({ kind: 'Status', status: 'Failure', message, ...(reason && { reason }), code }) }]
  }
  const isCreated = (code: number) => ({ verb, resource, code: answered }: Row): boolean => verb === 'create' && resource === 'deployments' && answered === code
  return {
    'unauthorized': exchange('who', '401', ({ status, headers }) => status === 401 && 'Authorization' in headers),
    'forbidden': exchange('who', '403 of a known user', ({ status, method, response }) => status === 403 && method === 'POST' && response?.message?.includes('User "bob"') === true),
    'webhook': logged('outcomes', 'webhook', '403', isCreated(403)),
    'pods-denied': logged('outcomes', 'quota', '403 for a Pod', ({ verb, resource, code }) => verb === 'create' && resource === 'pods' && code === 403),
    'invalid': logged('outcomes', 'bad-input', '422', isCreated(422)),
    'already-exists': exchange('create', '409', ({ status, method }) => status === 409 && method === 'POST'),
    'unschedulable': readRows(join(folder, 'scheduling', 'too-big.jsonl'))
      .filter(({ src, body }) => src === 'audit' && body?.reason === 'FailedScheduling').slice(0, 1)
      .map(({ body }): RecordedPart => ({ what: 'body', text: json(body) })),
  }
}
