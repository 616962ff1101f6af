/** A field of an object that is not compared, and why. `*` stands for one step of a path. */
export interface LeftOut {
  readonly path: RegExp
  readonly why: string
}

/** Fields whose values a cluster draws or takes from its clock: that they are there is compared, what they say is not. */
export const drawn: readonly RegExp[] = [
  /(^|\.)(uid|resourceVersion|creationTimestamp|startTime|startedAt|finishedAt|lastTransitionTime|deletionTimestamp)$/,
  /\.(nodeName|hostIP|podIP|containerID)$/,
  /pod-template-hash$/,
  /annotations\.kubectl\.kubernetes\.io\/restartedAt$/,
  /addresses\.\d+$/,
]

/** Fields that the model does not have. */
export const leftOut: readonly LeftOut[] = [
  { path: /^spec\.(sessionAffinity|ipFamilies|ipFamilyPolicy|internalTrafficPolicy|clusterIPs)(\.|$)|^(spec\.)?ports\.\d+\.(protocol|name)$/, why: 'defaults of a Service and its slices that nothing in the model reads' },
  { path: /^endpoints\.\d+\.targetRef\.(namespace|name)$/, why: 'the slices of the model name no namespace; which Pod stands where in the list is drawn' },
  { path: /labels\.(app|endpointslice\.kubernetes\.io\/managed-by)$|annotations\.endpoints\.kubernetes\.io\/last-change-trigger-time$/, why: 'a slice\'s labels and its note of when are read by nothing in the model' },
  { path: /(securityContext|terminationMessagePath|terminationMessagePolicy|enableServiceLinks|serviceAccount|priority|preemptionPolicy)(\.|$)/, why: 'defaults that nothing in the model reads' },
  { path: /\.volumes\.|\.volumeMounts\./, why: 'the token of a Pod is asked for, and its volume is not told' },
  { path: /conditions\.[^.]+\.(lastProbeTime|lastUpdateTime|observedGeneration)$/, why: 'the model tells a condition by status, reason, message and time' },
  { path: /^status\.(hostIPs|podIPs|resources|allocatedResources)/, why: 'repeats hostIP and podIP; what containers may use is not modelled' },
  { path: /[cC]ontainerStatuses\.\d+\.(imageID|image|lastState|resources|user|allocatedResources|containerID)/, why: 'digests and users of images are not modelled; a last state that is empty is none' },
  { path: /[cC]ontainerStatuses\.\d+\.state\.terminated\.(startedAt|containerID)$/, why: 'the model tells an end by code, reason and time' },
]
