import { moment, typed } from '../as-recorded/parts.ts'
import type { RecordedSlide } from '../as-recorded/types.ts'

/** Three of each as a real cluster played it. */
export const recorded: RecordedSlide = {
  origin: 'Kubernetes 1.36.2, recorded on 27 November 2026: two schedulers, of which the leading one was killed, and in another run three members of etcd.',
  since: 'the leader was killed',
  steps: {
    'lease': {
      parts: [
        { what: 'etcd', text: '250 s of a cluster in which nothing happens, one of its three nodes cut off: 373 writes\n/registry/leases/kube-system/kube-scheduler                 124\n/registry/leases/kube-system/kube-controller-manager        124\n/registry/leases/kube-node-lease/… (two kubelets)            49\n/registry/… (the API server’s own three)                     75\n/registry/minions/worker-2                                    1' },
      ],
      differs: 'A cluster at rest is not still: it writes one and a half times a second, and all but one of these writes renew a Lease.',
      command: 'kubectl get lease -n kube-system -w',
    },
    'killed': {
      time: moment(70),
      parts: typed('kubectl create deployment web --image=nginx', 'deployment.apps/web created'),
      differs: 'Here the Deployment was asked for at once, and its Pod waited without an Event.',
      command: 'kubectl get pods,events -w',
    },
    'taken-over': {
      time: moment(17430),
      parts: typed(
        'kubectl get events -n kube-system',
        '1s          Normal   LeaderElection   lease/kube-scheduler            control-plane-1_2483d575-9c86-422c-b2e6-6c506bb215f0 became leader',
      ),
      differs: 'Stopped politely, the next scheduler bound 1.0 s later. A controller manager hands nothing over: the next one acted 15.1 s after a kill, and 17.1 s after a polite stop.',
      command: 'kubectl get lease kube-scheduler -n kube-system -o yaml',
    },
    'majority': {
      parts: [
        ...typed('kubectl create deployment late-one-gone --image=nginx', 'deployment.apps/late-one-gone created'),
        ...typed(
          'kubectl get pods',
          'Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request (get pods)',
        ),
        ...typed(
          'kubectl create deployment late-two-gone --image=nginx',
          'error: failed to create deployment: Timeout: request did not complete within requested timeout - context deadline exceeded',
        ),
      ],
      differs: 'One member gone: created as ever. Two gone: a read waited 60 s for its refusal, a write 34 s, and scheduler and controller manager quit. /livez failed after two seconds: where a kubelet probes that, as kubeadm has it, it restarts the API server in the end, which then cannot start.',
      command: 'kubectl get --raw /livez?verbose',
    },
  },
}
