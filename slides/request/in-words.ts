import type { RequestStepId } from './steps.ts'

/** A step in a few words, for its neighbours that have no order with it. */
export const inWords: Readonly<Partial<Record<RequestStepId, string>>> = {
  'answered': 'your answer',
  'deployment-seen': 'a controller hears of it',
  'creating': 'the first report',
  'sandbox': 'the sandbox is made',
}
