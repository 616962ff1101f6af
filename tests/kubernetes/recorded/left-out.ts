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
  /addresses\.\d+$/,
]

/** Fields that the model does not have. */
export const leftOut: readonly LeftOut[] = [
  { path: /^metadata\.ownerReferences\.\d+\.blockOwnerDeletion$/, why: 'only the garbage collector reads it, which the model does not have' },
  { path: /^metadata\.annotations\.deployment\.kubernetes\.io\/(desired|max)-replicas$/, why: 'read only while a rollout is scaled, which the model does not do' },
  { path: /^metadata\.(managedFields|selfLink)/, why: 'who wrote which field is no part of the model' },
  { path: /(securityContext|terminationMessagePath|terminationMessagePolicy|enableServiceLinks|serviceAccount|priority|preemptionPolicy)(\.|$)/, why: 'defaults that nothing in the model reads' },
  { path: /\.volumes\.|\.volumeMounts\./, why: 'the token of a Pod is asked for, and its volume is not told' },
  { path: /conditions\.[^.]+\.(lastProbeTime|lastUpdateTime|observedGeneration)$/, why: 'the model tells a condition by status, reason, message and time' },
  { path: /^status\.(hostIPs|podIPs|resources|allocatedResources)/, why: 'repeats hostIP and podIP; what containers may use is not modelled' },
  { path: /containerStatuses\.\d+\.(imageID|image|lastState|resources|user|allocatedResources|containerID)/, why: 'digests and users of images are not modelled; a last state that is empty is none' },
  { path: /containerStatuses\.\d+\.state\.terminated\.(startedAt|containerID)$/, why: 'the model tells an end by code, reason and time' },
]
