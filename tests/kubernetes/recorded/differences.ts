/**
 * Where the model stays simpler than what was recorded, by name, and what follows from it. A comparison leaves out what
 * is listed here, and nothing else.
 */
export const differences = {
  'image size and pull time': 'The recorded images are small stand-ins beside the cluster; how long a pull takes and how large an image is are the model\'s own. Nothing else depends on either.',
  'nodes in step': 'The model\'s nodes take equally long for equal work, so that Pods that start together are ready together: one status of a ReplicaSet and a Deployment tells of several, where the recorded ones told of each. There may be fewer updates of such a status than recorded, never other ones.',
  'a volume that is not ready yet': 'A recorded kubelet that had just started said FailedMount of 2 of 36 Pods, as its cache of ConfigMaps was still empty. The model\'s kubelets have run for long.',
  'how long a container takes to end': 'The recorded stand-ins end at once when asked to, the model\'s nginx after a second: a replacement may run before the old Pod has ended. The number of Pods on their way out is not compared.',
  'the state of a node every five minutes': 'A recorded kubelet posts it even if nothing has changed; the model\'s posts changes.',
  'merged first reports': 'A recorded kubelet sent its first two reports of a Pod as one where it was late (9 of 36 Pods), as its first read of the Pod was refused until the authorizer knew of the binding. The model\'s is never refused.',
  'one event stream': 'A recorded kubelet counted a Node\'s own start and events of the machine (CgroupV1) as Events; the model\'s machines are silent.',
  'resources of a Pod in its status': 'A kubelet reports what its containers may use (InPlacePodVerticalScaling) and, for Pods with requests, takes that back once they have ended, with a patch of its own. The model\'s Pods have no such field: it makes one patch fewer.',
  'removal in one write': 'A Pod that is removed is first written once more, with no time left; the model removes it in one revision.',
  'DynamicResources and ImageLocality': 'The model has neither resource claims nor images in a Node\'s status. Both plugins gave 0 to every node of every recorded Pod.',
  'which node is drawn': 'Between nodes with equal points a scheduler draws. Comparisons name nodes by the Pods on them.',
} as const
