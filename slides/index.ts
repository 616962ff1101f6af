import type { SlideDefinition } from '../talk/slide.ts'
import { apiServerSteps } from './parts/api-server/steps.ts'
import { breakSteps } from './break-it/scenes.ts'
import { coldOpenSteps, paidBackSteps } from './cold-open/steps.ts'
import { conclusionSteps } from './conclusion/steps.ts'
import { controllerSteps } from './parts/controller-manager/steps.ts'
import { eightSteps } from './eight-steps/steps.ts'
import { etcdSteps } from './parts/etcd/steps.ts'
import { goneNotYetSteps } from './gone-not-yet/steps.ts'
import { kubeletSteps } from './parts/kubelet/steps.ts'
import { listWatchCompareSteps } from './list-watch-compare/steps.ts'
import { mapSteps } from './hub/steps.ts'
import { outcomeSteps } from './outcomes/outcomes.ts'
import { podLifeSteps } from './pod-life/steps.ts'
import { proxySteps } from './parts/kube-proxy/steps.ts'
import { quizSteps } from './check-yourself/steps.ts'
import { replacementSteps } from './replaced/steps.ts'
import { requestSteps } from './request/steps.ts'
import { rollingUpdateSteps } from './rolling-update/steps.ts'
import { runtimeSteps } from './parts/container-runtime/steps.ts'
import { schedulerSteps } from './parts/scheduler/steps.ts'
import { talkMapSteps } from './map-of-the-talk/steps.ts'
import { threeOfEachSteps } from './three-of-each/steps.ts'
import { whereItRunsSteps } from './where-it-runs/steps.ts'
import { wholeSteps } from './whole-picture/steps.ts'
import { whoMakesRoomSteps } from './who-makes-room/steps.ts'
import { wrapperSteps } from './pod/steps.ts'
import { wrongArrowSteps } from './wrong-arrow/steps.ts'

/**
 * Every slide, in the order of the talk: what the deck knows of its slides follows from here. slides.md has the same order, and
 * a slide's title and picture stand in the `slide.md` of its folder.
 */
export const slides = [
  { name: 'cover', narration: 'Welcome. We follow one command from the Enter key to a running Pod, and meet the seven parts of a Kubernetes cluster on the way. The talk follows an article by Anubhav Gain, and where Kubernetes does it differently, we stop and look.', seconds: 25, words: 'slides.md' },
  { name: 'cold-open', section: 'One command', steps: coldOpenSteps, seconds: 40 },
  { name: 'map-of-the-talk', section: 'The way ahead', steps: talkMapSteps, seconds: 70, words: 'slides/map-of-the-talk/chapters.ts' },
  { name: 'hub', section: 'Kubernetes architecture', steps: mapSteps, seconds: 120 },
  { name: 'api-server', section: 'Control plane', steps: apiServerSteps, seconds: 120, words: 'slides/parts/api-server/facts.ts' },
  { name: 'scheduler', section: 'Control plane', steps: schedulerSteps, seconds: 120, words: 'slides/parts/scheduler/facts.ts' },
  { name: 'controller-manager', section: 'Control plane', steps: controllerSteps, seconds: 110, words: 'slides/parts/controller-manager/facts.ts' },
  { name: 'etcd', section: 'Control plane', steps: etcdSteps, seconds: 100, words: 'slides/parts/etcd/facts.ts' },
  { name: 'kubelet', section: 'Worker node', steps: kubeletSteps, seconds: 100, words: 'slides/parts/kubelet/facts.ts' },
  { name: 'container-runtime', section: 'Worker node', steps: runtimeSteps, seconds: 80, words: 'slides/parts/container-runtime/facts.ts' },
  { name: 'kube-proxy', section: 'Worker node', steps: proxySteps, seconds: 100, words: 'slides/parts/kube-proxy/facts.ts' },
  { name: 'eight-steps', section: 'What happens when you run kubectl?', steps: eightSteps, seconds: 95 },
  { name: 'wrong-arrow', section: 'What happens when you run kubectl?', steps: wrongArrowSteps, seconds: 75 },
  { name: 'request', section: 'What happens when you run kubectl?', steps: requestSteps, seconds: 370 },
  { name: 'paid-back', section: 'What happens when you run kubectl?', steps: paidBackSteps, seconds: 50, words: 'slides/cold-open/steps.ts' },
  { name: 'outcomes', section: 'What happens when you run kubectl?', steps: outcomeSteps, seconds: 260, words: 'slides/outcomes/refused.ts' },
  { name: 'pod', section: 'Pods and containers', steps: wrapperSteps, seconds: 110 },
  { name: 'replaced', section: 'Pods and containers', steps: replacementSteps, seconds: 115 },
  { name: 'pod-life', section: 'Pods and containers', steps: podLifeSteps, seconds: 145 },
  { name: 'break-it', section: 'Break it', steps: breakSteps, seconds: 325, words: 'slides/break-it/scenes.ts', operated: true },
  { name: 'whole-picture', section: 'Everything at once', steps: wholeSteps, seconds: 80 },
  { name: 'check-yourself', section: 'Your turn', steps: quizSteps, seconds: 90, operated: true, isQuiz: true },
  { name: 'conclusion', section: 'Conclusion', steps: conclusionSteps, seconds: 45 },
  { name: 'references', section: 'References', narration: 'Here is where everything comes from: the article\'s own references, brought up to date, and the pages of the documentation that our corrections stand on. Every step of every picture names its own source at the bottom.', seconds: 20, words: 'slides/index.ts' },
  { name: 'thanks', narration: 'Thank you for listening. What would you like to know?', seconds: 5, words: 'slides/index.ts' },
  { name: 'rolling-update', section: 'Deeper', steps: rollingUpdateSteps, seconds: 150, deepens: ['controller-manager', 'kube-proxy'] },
  { name: 'gone-not-yet', section: 'Deeper', steps: goneNotYetSteps, seconds: 160, deepens: ['pod-life', 'replaced', 'controller-manager'] },
  { name: 'three-of-each', section: 'Deeper', steps: threeOfEachSteps, seconds: 145, deepens: ['etcd', 'scheduler', 'controller-manager', 'break-it'] },
  { name: 'list-watch-compare', section: 'Deeper', steps: listWatchCompareSteps, seconds: 145, deepens: ['wrong-arrow', 'api-server', 'controller-manager', 'kubelet'] },
  { name: 'who-makes-room', section: 'Deeper', steps: whoMakesRoomSteps, seconds: 165, deepens: ['scheduler', 'outcomes'] },
  { name: 'where-it-runs', section: 'Deeper', steps: whereItRunsSteps, seconds: 165, deepens: ['hub', 'kubelet', 'api-server', 'whole-picture'] },
] as const satisfies readonly SlideDefinition[]

/** The permanent name of a slide: its address. */
export type SlideName = (typeof slides)[number]['name']
