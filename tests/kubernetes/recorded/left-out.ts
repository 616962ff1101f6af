/** A field of an object that is not compared, and why. `*` stands for one step of a path. */
export interface LeftOut {
  readonly path: RegExp
  readonly why: string
}

/** Fields whose values a cluster draws or takes from its clock: that they are there is compared, what they say is not. */
export const drawn: readonly RegExp[] = [
  /(^|\.)(uid|resourceVersion|creationTimestamp|startTime|startedAt|finishedAt|lastTransitionTime|lastUpdateTime|deletionTimestamp)$/,
  /\.(nodeName|hostIP|podIP|containerID|imageID)$/,
  // Which of a slice's Pods stands where.
  /^endpoints\.\d+\.targetRef\.name$/,
  /annotations\.kubectl\.kubernetes\.io\/restartedAt$/,
  /addresses\.\d+$/,
]

/** Fields that the model does not have. */
export const leftOut: readonly LeftOut[] = [
  { path: /annotations\.endpoints\.kubernetes\.io\/last-change-trigger-time$/, why: 'a slice\'s note of when the change began that it tells of is read by nothing in the model' },
  { path: /^status\.resources\.limits\./, why: 'what the kernel of the recorded machines says of a Pod\'s memory where no limit was asked for' },
]
