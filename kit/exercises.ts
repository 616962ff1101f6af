/** A command of an exercise, and what shows that it did what it should. */
export interface ExerciseCommand {
  readonly line: string
  /** What it prints, among other things; the same on any cluster. */
  readonly prints: RegExp
  /** Whether it is meant to be refused, with exit code 1. */
  readonly fails?: boolean
  /** Whether what it prints comes only after a while: then it is asked again. */
  readonly late?: boolean
}

/** Something to try, in the playground of the deck and on a cluster. */
export interface Exercise {
  readonly title: string
  /** What to do on the slide "What breaks when this breaks?". */
  readonly playground: string
  /** The same with kubectl, on kind or on the cluster of `npm start`; each exercise goes on where the last one ended. */
  readonly commands: readonly ExerciseCommand[]
  readonly asks: string
  readonly answer: string
}

/** The exercises, in order. */
export const exercises: readonly Exercise[] = [
  {
    title: 'Who is there',
    playground: 'Press get nodes.',
    commands: [
      { line: 'kubectl get nodes', prints: /Ready/ },
      { line: 'kubectl get leases --namespace=kube-node-lease', prints: /HOLDER/ },
    ],
    asks: 'How does the cluster know that a node is well?',
    answer: 'Its kubelet renews a Lease every 10 seconds. Where it has not for 50 seconds, the node controller writes that its state is unknown.',
  },
  {
    title: 'Three Pods from one command',
    playground: 'Press create, then step until the Pod runs. Who acts, and in which order?',
    commands: [
      { line: 'kubectl create deployment web --image=nginx --replicas=3', prints: /deployment\.apps\/web created/ },
      { line: 'kubectl rollout status deployment web', prints: /successfully rolled out/ },
      { line: 'kubectl get pods --selector=app=web', prints: /Running/ },
    ],
    asks: 'Did kubectl wait until the Pods ran?',
    answer: 'No. create was answered once the Deployment was stored; all else came after that. rollout status is what waits.',
  },
  {
    title: 'Who made them',
    playground: 'Type kubectl get replicasets into the terminal that type opens.',
    commands: [
      { line: 'kubectl get replicasets', prints: /^web-\S+\s+3\s+3\s+3/m },
      { line: 'kubectl get pods --selector=app=web -o custom-columns=NAME:.metadata.name,OWNER:.metadata.ownerReferences[0].kind', prints: /ReplicaSet/ },
    ],
    asks: 'Who owns the Pods: the Deployment?',
    answer: 'No: a ReplicaSet, which the Deployment owns. One controller makes the ReplicaSet, another one the Pods.',
  },
  {
    title: 'Who chose the nodes',
    playground: 'Turn off the lamp of the Scheduler that leads, and press +10 s: who leads now? Then turn all three off and press scale. Where are the new Pods?',
    commands: [
      { line: 'kubectl get events --field-selector=reason=Scheduled', prints: /Successfully assigned default\/web-/ },
      { line: 'kubectl get pods --selector=app=web -o wide', prints: /NODE/ },
      { line: 'kubectl get lease kube-scheduler --namespace=kube-system', prints: /^kube-scheduler\s+\S+_\S+/m },
    ],
    asks: 'What does the scheduler write when it has chosen?',
    answer: 'A binding: it sets the node of the Pod, through the API server. It starts nothing; the kubelet of that node does. Of several schedulers the one works whose name stands in the Lease.',
  },
  {
    title: 'Replaced, not moved',
    playground: 'Press delete Pod, then change until another one runs.',
    commands: [
      { line: 'kubectl delete pod --selector=app=web --wait=false', prints: /pod "web-\S+" deleted/ },
      { line: 'kubectl rollout status deployment web', prints: /successfully rolled out/ },
      { line: 'kubectl get pods --selector=app=web', prints: /Running/ },
    ],
    asks: 'Have the Pods their old names?',
    answer: 'No. They are other Pods, with names and addresses of their own. The ReplicaSet counts Pods and makes what is missing.',
  },
  {
    title: 'More, and fewer',
    playground: 'Press scale, then scale again.',
    commands: [
      { line: 'kubectl scale deployment web --replicas=5', prints: /deployment\.apps\/web scaled/ },
      { line: 'kubectl rollout status deployment web', prints: /successfully rolled out/ },
      { line: 'kubectl get deployment web', prints: /^web\s+5\/5/m, late: true },
    ],
    asks: 'Which number did the command change, and who acted on it?',
    answer: 'spec.replicas of the Deployment. Its controller passed it to the ReplicaSet, whose controller made two Pods.',
  },
  {
    title: 'A Service without anybody behind it',
    playground: 'Turn the kubelets of all nodes off, and let a minute and a half pass. The Pods run; is the Service served?',
    commands: [
      { line: 'kubectl expose deployment web --port=80', prints: /service\/web exposed/ },
      { line: 'kubectl get endpointslices --selector=kubernetes.io/service-name=web', prints: /\d+\.\d+\.\d+\.\d+/, late: true },
      { line: 'kubectl set selector service web app=nobody', prints: /selector updated/ },
      { line: 'kubectl get endpointslices --selector=kubernetes.io/service-name=web', prints: /<unset>/, late: true },
      { line: 'kubectl set selector service web app=web', prints: /selector updated/ },
    ],
    asks: 'Did any Pod stop when the Service lost its addresses?',
    answer: 'No. A Service finds its Pods by their labels; the addresses of those that match stand in its EndpointSlices, each with a note whether it is ready.',
  },
  {
    title: 'A Pod that fits nowhere',
    playground: 'Turn all nodes off, let a minute pass, and press scale. What does the terminal say of the new Pods?',
    commands: [
      { line: 'kubectl cordon --selector=kubernetes.io/os=linux', prints: /cordoned/ },
      { line: 'kubectl scale deployment web --replicas=6', prints: /scaled/ },
      { line: 'kubectl get events --field-selector=reason=FailedScheduling', prints: /nodes are available/, late: true },
      { line: 'kubectl get pods --field-selector=status.phase=Pending', prints: /Pending/ },
      { line: 'kubectl uncordon --selector=kubernetes.io/os=linux', prints: /uncordoned/ },
      { line: 'kubectl rollout status deployment web', prints: /successfully rolled out/ },
    ],
    asks: 'Who looked at the Pod again, after uncordon?',
    answer: 'The scheduler, by itself: a change of a node that may help brings a waiting Pod back into its queue.',
  },
  {
    title: 'An image that nobody has',
    playground: 'Type kubectl set image deployment web nginx=nginx:none-such, and step. Which Pods still run?',
    commands: [
      { line: 'kubectl set image deployment web nginx=nginx:none-such', prints: /image updated/ },
      { line: 'kubectl get pods --selector=app=web', prints: /ErrImagePull|ImagePullBackOff/, late: true },
      { line: 'kubectl rollout undo deployment web', prints: /rolled back/ },
      { line: 'kubectl rollout status deployment web', prints: /successfully rolled out/ },
    ],
    asks: 'Why was the Service served all along?',
    answer: 'A rolling update takes old Pods away only as far as new ones are available: at most a quarter may be missing.',
  },
  {
    title: 'No',
    playground: 'Turn the API server off and press get pods. Who answers?',
    commands: [
      { line: 'kubectl get pods --as=system:serviceaccount:default:default', prints: /Forbidden.*cannot list resource "pods"/, fails: true },
      { line: 'kubectl delete deployment web --cascade=orphan', prints: /deleted/ },
      { line: 'kubectl get pods --selector=app=web', prints: /Running/ },
      { line: 'kubectl delete replicasets,services --selector=app=web', prints: /deleted/ },
    ],
    asks: 'At which gate did the first request end, and what is the answer’s code?',
    answer: 'At authorization, with 403: it was known who asked, and no rule allowed it. 401 would mean that what was shown, a token or a certificate, was not accepted.',
  },
]

/** How to have a cluster for them with kind. */
export const kindConfig = `kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
nodes: [{ role: control-plane }, { role: worker }, { role: worker }, { role: worker }]
`
