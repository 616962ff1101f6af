import type { Question } from '../question.ts'

/** On the parts of a worker node. */
export const workerNodeQuestions: readonly Question[] = [
  {
    id: 'running-not-ready',
    prompt: 'A Pod is Running. Does its Service send it traffic?',
    right: 'Only once it is ready as well',
    wrong: ['Yes, from that moment on', 'Yes, after the next Lease', 'Only if kube-proxy asks the kubelet'],
    why: 'Running says that its containers run. Whether it is ready, a readiness probe may have to find out first.',
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
    answeredAt: { slide: 'kubelet', step: 'probe' },
  },
  {
    id: 'docker-gone',
    prompt: 'Kubernetes dropped the Docker shim. What of images built with Docker?',
    right: 'They run as before',
    wrong: ['They must be built again', 'They need cri-dockerd', 'They run on old nodes only'],
    why: 'Only the way from the kubelet to Docker Engine went. Any container runtime runs images that Docker has built.',
    source: 'docs:tasks/administer-cluster/migrating-from-dockershim/check-if-dockershim-removal-affects-you',
    answeredAt: { slide: 'container-runtime', step: 'docker' },
  },
  {
    id: 'service-packet',
    prompt: 'What leads a packet from a Service to a Pod?',
    right: 'Rules in the node’s kernel',
    wrong: ['The process kube-proxy', 'The API server', 'A Pod of the Service'],
    why: 'kube-proxy writes the rules and steps aside: as a rule no packet passes through its process.',
    source: 'docs:reference/networking/virtual-ips',
    answeredAt: { slide: 'kube-proxy', step: 'connection' },
  },
]
