import '../../talk/add-more-sources.ts'
import { defineSteps, type StepId } from '../../talk/step.ts'
import { realTakeovers } from '../recorded.ts'
import { seconds } from './history.ts'

/** A control plane on three machines: what works side by side, what takes turns, and what votes. */
export const threeOfEachSteps = defineSteps([
  {
    id: 'side-by-side',
    caption: { lead: 'Three API servers, all at work.', rest: 'What they know is in etcd.' },
    narration: 'A control plane that may lose a machine stands on three. The API servers work side by side behind a load balancer. That is easy, as none of them has more than copies of what is in etcd: any of them can answer any request.',
    source: 'docs:setup/production-environment/tools/kubeadm/ha-topology',
  },
  {
    id: 'one-leads',
    caption: { lead: 'One leads, two wait.', rest: 'Two schedulers would both bind.' },
    narration: 'Schedulers and controller managers are different: two that act on the same Pod would be in each other’s way. So there are three of each, and one works. The other two wait; a scheduler does so with its copies filled, to begin at once.',
    source: 'docs:concepts/architecture/leases',
    page: true,
  },
  {
    id: 'lease',
    caption: { lead: 'The Lease: 15, 10, 2 seconds.', rest: 'Whoever holds it, works.' },
    narration: 'Who works is written in a Lease, an object like any other. Its holder renews it every two seconds, and quits if that fails for ten. The others look now and then, and take it once they have seen no renewal for fifteen. A real cluster at rest wrote three times in two seconds, and nearly each write was a renewal.',
    source: 'code:staging/src/k8s.io/component-base/config/v1alpha1/defaults.go',
    page: true,
  },
  {
    id: 'killed',
    caption: { lead: 'The leader is killed.', rest: 'A Pod waits, and nobody is told.' },
    narration: `Somebody kills the leading scheduler. There is no alarm: the renewals just stop. A Pod that is asked for ${seconds.pod.toFixed(0)} seconds later is stored, and waits. The other two schedulers look at the Lease, and it is still another’s.`,
    source: 'docs:concepts/architecture/leases',
  },
  {
    id: 'taken-over',
    caption: { lead: `${seconds.takeover.toFixed(1)} s: the second one leads.`, rest: `A real cluster: ${realTakeovers.schedulerKilled} s.` },
    narration: `After ${seconds.takeover.toFixed(1)} seconds the second scheduler finds the Lease run out, writes its own name, and binds the Pod at once. A real cluster took ${realTakeovers.schedulerKilled} seconds. Stopped politely, a scheduler empties its Lease, and the next one worked after ${realTakeovers.schedulerStopped.toFixed(1)} second.`,
    source: 'docs:concepts/architecture/leases',
    page: true,
    poster: true,
  },
  {
    id: 'majority',
    caption: { lead: 'etcd votes.', rest: 'One member of three may go, and nobody notices.' },
    narration: 'With etcd it is neither of the two. Its members hold the same data, and a write counts once more than half of them have it. Lose one of three: two are a majority, and on a real cluster nothing was to be noticed. Lose another, and nothing is written any more.',
    source: 'page:etcd.io/docs/v3.6/faq/',
    page: true,
  },
  {
    id: 'odd',
    caption: { lead: 'Why an odd number?', rest: 'The fourth member saves nobody.' },
    narration: 'Why three or five? Of four, a majority is three: four may lose one, exactly as three may, and there is one more that can fail. Two members are worse than one: if either fails, all stands still. So: three, or five.',
    source: 'page:etcd.io/docs/v3.6/faq/',
    page: true,
  },
])

export type ThreeOfEachStepId = StepId<typeof threeOfEachSteps>
