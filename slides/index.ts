import { slide as apiServer } from './parts/api-server/slide.ts'
import { slide as breakIt } from './break-it/slide.ts'
import { slide as checkYourself } from './check-yourself/slide.ts'
import { slide as coldOpen } from './cold-open/slide.ts'
import { slide as conclusion } from './conclusion/slide.ts'
import { slide as containerRuntime } from './parts/container-runtime/slide.ts'
import { slide as controllerManager } from './parts/controller-manager/slide.ts'
import { slide as cover } from './cover/slide.ts'
import { slide as eightSteps } from './eight-steps/slide.ts'
import { slide as etcd } from './parts/etcd/slide.ts'
import { slide as hub } from './hub/slide.ts'
import { slide as kubeProxy } from './parts/kube-proxy/slide.ts'
import { slide as kubelet } from './parts/kubelet/slide.ts'
import { slide as mapOfTheTalk } from './map-of-the-talk/slide.ts'
import { slide as outcomes } from './outcomes/slide.ts'
import { slide as paidBack } from './paid-back/slide.ts'
import { slide as pod } from './pod/slide.ts'
import { slide as podLife } from './pod-life/slide.ts'
import { slide as references } from './references/slide.ts'
import { slide as replaced } from './replaced/slide.ts'
import { slide as request } from './request/slide.ts'
import { slide as scheduler } from './parts/scheduler/slide.ts'
import { slide as thanks } from './thanks/slide.ts'
import { slide as rollingUpdate } from './rolling-update/slide.ts'
import { slide as goneNotYet } from './gone-not-yet/slide.ts'
import { slide as threeOfEach } from './three-of-each/slide.ts'
import { slide as listWatchCompare } from './list-watch-compare/slide.ts'
import { slide as whereItRuns } from './where-it-runs/slide.ts'
import { slide as whoMakesRoom } from './who-makes-room/slide.ts'
import { slide as wholePicture } from './whole-picture/slide.ts'
import { slide as wrongArrow } from './wrong-arrow/slide.ts'

/** Every slide, in the order of the talk. What the deck knows of its slides follows from here; slides.md has the same order. */
export const slides = [
  cover,
  coldOpen,
  mapOfTheTalk,
  hub,
  apiServer,
  scheduler,
  controllerManager,
  etcd,
  kubelet,
  containerRuntime,
  kubeProxy,
  eightSteps,
  wrongArrow,
  request,
  paidBack,
  outcomes,
  pod,
  replaced,
  podLife,
  breakIt,
  wholePicture,
  checkYourself,
  conclusion,
  references,
  thanks,
  rollingUpdate,
  goneNotYet,
  threeOfEach,
  listWatchCompare,
  whoMakesRoom,
  whereItRuns,
] as const

/** The permanent name of a slide: its address. */
export type SlideName = (typeof slides)[number]['name']
