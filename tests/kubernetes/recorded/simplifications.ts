/**
 * What a comparison looks past, by name, and why nothing else depends on it. Each hides something: a test looks without
 * it, and fails for one that hides nothing any more.
 */
export const simplifications = {
  'image size and pull time': 'The recorded images are small stand-ins beside the cluster; how long a pull takes and how large an image is are the model\'s own.',
  'nodes in step': 'The model\'s nodes take equally long for equal work, so that Pods that start together are ready together: one status of a ReplicaSet and a Deployment tells of several, where the recorded ones told of each. There may be fewer updates of such a status than recorded, never other ones.',
  'a volume that is not ready yet': 'A recorded kubelet that had just started said FailedMount of 2 of 36 Pods, as its cache of ConfigMaps was still empty. The model\'s kubelets have run for long.',
  'how long a container takes to end': 'The recorded stand-ins end at once when asked to, the model\'s nginx after a second: a replacement may run before the old Pod has ended. The number of Pods on their way out is not compared.',
  'the state of a node every five minutes': 'Where nothing has changed, a kubelet posts it all the same, and when is drawn, by up to a half sooner or later: how often a recording has it hangs on when it began.',
  'machines that tell of themselves': 'A recorded kubelet told of its machine, too (CgroupV1, ContainerGCFailed), at one of its next looks that its Node is cordoned, and that its runtime has no version while that is away; the model\'s machines are silent. How many Events of a Node are written is not compared.',
  'merged first reports': 'A recorded kubelet sent its first two reports of a Pod as one where it was late (9 of 36 Pods), as its first read of the Pod was refused until the authorizer knew of the binding. The model\'s is never refused.',
  'Events that were said before': 'Whether an Event is new, said again or said together with others hangs on what the cluster had said in the ten minutes before.',
  'how often a kubelet looks': 'At each look at a Pod that has to wait a kubelet says so, and when it looks is drawn. How often it has said it by the end is not compared.',
  'what an object went through before': 'A Deployment that was there before the recording had been changed before, too: its generation is counted from where the recording begins.',
  'what is heard of a rollout': '`kubectl rollout status` tells of each version of the Deployment that it hears of: how many there are is a matter of milliseconds. One may have told more than the other, and both end with the same word.',
  'names and addresses': 'Names of Pods that were refused, identities and addresses are drawn for each run.',
  'DynamicResources and ImageLocality': 'The model has neither resource claims nor images in a Node\'s status. Both plugins gave 0 to every node of every recorded Pod.',
  'which node is drawn': 'Between nodes with equal points a scheduler draws. Comparisons name nodes by the Pods on them.',
} as const

/** The name of one of them. */
export type Simplification = keyof typeof simplifications
