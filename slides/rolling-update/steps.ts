import '../../talk/add-more-sources.ts'
import { defineSteps, type StepId } from '../../talk/step.ts'
import { realRolls } from '../recorded.ts'
import { asking, images, lostOf, plain, preStop, waiting } from './history.ts'

const all = plain.connections.length
const lost = lostOf(plain)
const real = realRolls.lost.join(', ')

/** A Deployment gets another image while its Service is asked ten times a second. Numbers are those of the runs. */
export const rollingUpdateSteps = defineSteps([
  {
    id: 'before',
    caption: { lead: 'Three Pods answer.', rest: `${1 / asking.every} requests a second.` },
    narration: `Three Pods of version one stand behind a Service, and somebody asks that Service ${1 / asking.every} times a second. Every request is answered. Now we ask for another image, and nothing more.`,
    source: 'docs:concepts/workloads/controllers/deployment',
  },
  {
    id: 'surge',
    caption: { lead: 'First one more.', rest: 'maxSurge 1, maxUnavailable 0.' },
    narration: 'The Deployment makes a second ReplicaSet, and lets it have one Pod. By default a quarter may be too many, rounded up, and a quarter too few, rounded down. Of three that is one more, and none less.',
    source: 'docs:concepts/workloads/controllers/deployment',
  },
  {
    id: 'ready',
    caption: { lead: 'Ready, then traffic.', rest: 'Now an old one may go.' },
    narration: 'The new Pod starts, and its readiness probe answers. Until then its address was listed as not ready, and no rule led there; only now does it count. There are four that are ready, so one of the old ones may go.',
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
    page: true,
  },
  {
    id: 'race',
    caption: { lead: 'The news goes two ways.', rest: 'Neither waits for the other.' },
    narration: `It is marked for deletion, and news of that goes two ways. The kubelet sends its process SIGTERM, here after ${Math.round(plain.race.term * 1000)} milliseconds. A controller notes in the EndpointSlice that it is on its way out; kube-proxy hears of that, but writes its rules once a second at most, and the new Pod has just used that turn. For ${plain.race.rules.toFixed(1)} seconds rules lead to a closed door.`,
    source: 'docs:reference/networking/virtual-ips',
    page: true,
  },
  {
    id: 'lost',
    caption: { lead: `${lost} of ${all} lost here;`, rest: `${real} of a hundred on a real cluster.` },
    narration: `Three Pods were replaced, and at each some requests were refused: ${lost} of ${all} in this run of our model. On a real cluster, three times, it was ${real} of about a hundred. The update itself reports success.`,
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
    page: true,
    poster: true,
  },
  {
    id: 'wait',
    caption: { lead: 'preStop: sleep.', rest: 'First out of the rules, then the end.' },
    narration: `The cure looks strange. Before the container is asked to end, it is told to sleep for ${preStop} seconds. It goes on serving all the while, and meanwhile the rules on all nodes have come to lead elsewhere. Only then comes SIGTERM.`,
    source: 'docs:concepts/containers/container-lifecycle-hooks',
  },
  {
    id: 'none-lost',
    caption: { lead: `${lostOf(waiting) === 0 ? 'None' : lostOf(waiting)} of ${waiting.connections.length} lost.`, rest: 'On the real cluster none, twice.' },
    narration: `The same update with that sleep: none of ${waiting.connections.length} requests is lost. On the real cluster it was none, in both runs. It takes a few seconds longer, and nobody notices.`,
    source: 'docs:tutorials/services/pods-and-endpoint-termination-flow',
    page: true,
  },
  {
    id: 'undo',
    caption: { lead: 'Undo is an update, too:', rest: 'the old ReplicaSet grows again.' },
    narration: `And back? The old ReplicaSet was never deleted: it stands there with zero Pods and the old template. Undo copies that template into the Deployment, and the same thing happens the other way round, from ${images.new} to ${images.old}. It is revision three, not one.`,
    source: 'docs:concepts/workloads/controllers/deployment',
    poster: false,
  },
])

export type RollingUpdateStepId = StepId<typeof rollingUpdateSteps>
