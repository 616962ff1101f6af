import type { Body } from '../../kubernetes/api/request.ts'
import type { EventOf, Gate } from '../../kubernetes/history/event.ts'
import { on } from '../../kubernetes/history/query.ts'
import type { Caption } from '../../talk/step.ts'
import type { Anchor, InnerStep } from './outcome.ts'

/** The prompt is back after the command of that number. */
export function exited(command: number): Anchor {
  return on('exited', event => event.command === command)
}

function nameIn(body: Body | undefined): string | undefined {
  return body && 'metadata' in body ? body.metadata.name : undefined
}

function creates(name: string) {
  return ({ request }: EventOf<'gate' | 'sent' | 'committed'>): boolean => request.actor === 'kubectl' && nameIn(request.body) === name
}

const gateCaptions: Readonly<Record<Gate, Caption>> = {
  authentication: { lead: 'Who are you?', rest: 'Authentication knows the credentials.' },
  authorization: { lead: 'May you?', rest: 'Authorization finds a rule that allows it.' },
  mutating: { lead: 'Mutating admission.', rest: 'Nothing to change in a Deployment.' },
  validation: { lead: 'Validation.', rest: 'The object is well formed.' },
  validating: { lead: 'Validating admission.', rest: 'Nobody objects.' },
}

const order: readonly Gate[] = ['authentication', 'authorization', 'mutating', 'validation', 'validating']

/** What differs from a creation that passes. */
export interface RequestSteps {
  /** The name of the Deployment that is asked for. */
  readonly name?: string
  /** The gate that says no, and what its step says. */
  readonly refusal?: { readonly gate: Gate, readonly caption: Caption }
}

/** The steps of a creation up to the gate that says no, or through all of them. */
export function passage({ name = 'web', refusal }: RequestSteps = {}): InnerStep[] {
  const last = refusal ? order.indexOf(refusal.gate) : order.length - 1
  return [
    { id: 'sent', caption: { lead: 'Sent.', rest: 'One POST to the API server.' }, at: on('sent', creates(name)) },
    ...order.slice(0, last + 1).map((gate): InnerStep => ({
      id: gate,
      caption: refusal?.gate === gate ? refusal.caption : gateCaptions[gate],
      at: on('gate', event => event.gate === gate && creates(name)(event)),
    })),
  ]
}

/** The Deployment is stored. */
export const stored: InnerStep = {
  id: 'stored',
  caption: { lead: 'Stored.', rest: 'The Deployment is in etcd.' },
  at: on('committed', ({ object }) => object.kind === 'Deployment'),
}
