import { defineSteps } from '../../../talk/step.ts'
import { dutyStep, openingStep, takeawayStep } from '../part-steps.ts'
import { apiServer } from './facts.ts'
import { ann, bob } from './users.ts'

const entry = dutyStep(apiServer, 'entry')

const limits = dutyStep(apiServer, 'limits')

/** The steps of the API server at work. */
export const apiServerSteps = defineSteps([
  openingStep(apiServer),
  { ...entry, narration: `${entry.narration} The first gate finds out who is asking: here it knows both, ${ann.user} and ${bob.user}.` },
  {
    id: 'authorization',
    caption: { lead: 'Known is not enough.', rest: `No rule lets ${bob.user} create Deployments.` },
    narration: `Both ask for the same thing. A rule allows it to ${ann.user}; for ${bob.user} there is none, so that request ends here, with a 403. The answer says who may not do what, and where.`,
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go',
    page: true,
  },
  {
    id: 'mutating',
    caption: { lead: 'Mutating admission', rest: 'looks at the object, and may change it.' },
    narration: 'From here on the gates look at the object itself. In its first phase, admission may change it, or refuse it: plugins and webhooks put in what a cluster wants on every object of a kind.',
    source: 'docs:reference/access-authn-authz/admission-controllers',
  },
  {
    id: 'validation',
    caption: { lead: 'Is it a proper Deployment?', rest: 'If not, the answer is a 422.' },
    narration: 'Then the object is checked against the rules of its kind: a legal name, all that is required, no number below zero. What fails here is answered with a 422; what could not even be read as such an object was answered with a 400 before.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/registry/rest/create.go',
  },
  { ...limits, narration: `The fifth gate, validating admission, can only say yes or no. ${limits.narration}` },
  dutyStep(apiServer, 'traffic'),
  takeawayStep(apiServer),
])
