import type { Body } from '../../kubernetes/api/request.ts'
import { type EventOf, type Gate, gates } from '../../kubernetes/history/event.ts'
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

/** The steps of the creation of a Deployment of that name through all gates. */
export function gateSteps(name = 'web'): InnerStep[] {
  return [
    { id: 'sent', caption: { lead: 'Sent.', rest: 'One POST to the API server.' }, at: on('sent', creates(name)) },
    ...gates.map((gate): InnerStep => ({ id: gate, caption: gateCaptions[gate], at: on('gate', event => event.gate === gate && creates(name)(event)) })),
  ]
}

/** The steps of a creation up to the gate that says no, whose step has that caption, and the answer. */
export function refusedAt(gate: Gate, caption: Caption, name?: string): InnerStep[] {
  const steps = gateSteps(name).slice(0, gates.indexOf(gate) + 2)
  return [...steps.map(step => step.id === gate ? { ...step, caption } : step), { id: 'answered', at: exited(0) }]
}

/** The Deployment is stored. */
export const stored: InnerStep = {
  id: 'stored',
  caption: { lead: 'Stored.', rest: 'The Deployment is in etcd.' },
  at: on('committed', ({ object }) => object.kind === 'Deployment'),
}
