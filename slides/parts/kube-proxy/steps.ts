import { defineSteps, type StepId } from '../../../talk/step.ts'
import { dutyStep, openingStep, takeawayStep } from '../part-steps.ts'
import { kubeProxy } from './facts.ts'
import { connections, host, rule } from './history.ts'

/** kube-proxy at work: a Service, the rules for it, two connections, and what goes without them. */
export const proxySteps = defineSteps([
  { ...openingStep(kubeProxy), caption: { ...openingStep(kubeProxy).caption, rest: 'Pods have addresses that do not last.' } },
  {
    id: 'service',
    caption: { lead: 'A Service:', rest: 'one address that stays, in front of all three.' },
    narration: 'A Service is an object like any other. It has one stable address, and a controller lists the addresses of its Pods beside it, in an EndpointSlice, each with a note whether it is ready. No machine answers at that address.',
    source: 'docs:reference/networking/virtual-ips',
  },
  { ...dutyStep(kubeProxy, 'rules'), page: true },
  {
    id: 'connection',
    caption: { lead: 'Rewritten:', rest: `${host(rule.address)} becomes ${host(connections[0])}.` },
    narration: 'Now somebody opens a connection to the Service. The kernel of their own node puts the address of one Pod in its place, chosen at random. The process kube-proxy never sees the packet.',
    source: 'docs:reference/networking/virtual-ips',
  },
  {
    id: 'another',
    caption: { lead: 'The next connection:', rest: `${host(connections[1])}, by chance.` },
    narration: 'The next connection is drawn anew, and may go to another Pod. In real life this is chance; our model draws from a seed. Within a connection nothing changes any more.',
    source: 'docs:reference/networking/virtual-ips',
  },
  dutyStep(kubeProxy, 'network'),
  dutyStep(kubeProxy, 'optional'),
  takeawayStep(kubeProxy),
])

export type ProxyStepId = StepId<typeof proxySteps>
