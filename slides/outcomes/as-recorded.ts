import type { RecordedSlide, RecordedStep } from '../as-recorded/types.ts'
import type { OutcomeStepId } from './outcomes.ts'
import { recordedAnswers } from './recorded-answers.ts'

const create = 'kubectl create deployment web --image=nginx'

const commands: Partial<Record<OutcomeStepId, string>> = {
  'unauthorized': 'kubectl get pods --token=wrong -v=8',
  'forbidden': `${create} --as=nobody -v=8`,
  'pods-denied': 'kubectl get events --field-selector reason=FailedCreate',
  'invalid': 'kubectl create deployment Web_1 --image=nginx -v=8',
  'already-exists': `${create} -v=8`,
  'unschedulable': 'kubectl get events --field-selector reason=FailedScheduling',
}

const differences: Partial<Record<OutcomeStepId, string>> = {
  'unauthorized': 'Recorded with a token that nobody knows, asking for Pods: the answer is the same for every request.',
  'forbidden': 'Recorded as “bob”, who may nothing; the picture’s user is “dev”.',
  'webhook': 'Recorded with a webhook of another name and message, which names 403 as well.',
  'pods-denied': 'Recorded with a quota of two Pods, which were there; the picture’s allows none.',
  'already-exists': 'Recorded with a Deployment of another name.',
  'unschedulable': 'Recorded with a Pod that asks for more processors than a node has; in the picture every node has a taint.',
}

/** The endings as a real cluster answered them. */
export const recorded: RecordedSlide = {
  origin: 'Kubernetes 1.36.2, recorded on 27 November 2026. Where an answer has no bytes of its own, its Status is what the audit log kept of it.',
  since: 'Enter',
  steps: Object.fromEntries(Object.entries(recordedAnswers).map(([id, parts]): [string, RecordedStep] => {
    const step = id as keyof typeof recordedAnswers
    const [command, differs] = [commands[step], differences[step]]
    return [id, { parts, ...(command && { command }), ...(differs && { differs }) }]
  })),
}
