import { moment, typed } from '../as-recorded/parts.ts'
import type { RecordedSlide } from '../as-recorded/types.ts'

/** A static Pod as a real cluster ran it. */
export const recorded: RecordedSlide = {
  origin: 'Kubernetes 1.36.2, recorded on 27 November 2026: a manifest named “fixed” was laid into the folder of a worker’s kubelet, its Pod deleted, and the manifest taken away. The control plane of that cluster did not run in Pods.',
  since: 'the Pod was deleted',
  steps: {
    mirrors: {
      parts: [
        ...typed(
          'kubectl get pods -o wide',
          'NAME             READY   STATUS    RESTARTS   AGE   IP            NODE       NOMINATED NODE   READINESS GATES\nfixed-worker-1   1/1     Running   0          0s    10.244.1.11   worker-1   <none>           <none>',
        ),
        ...typed(
          'kubectl get pod fixed-worker-1 -o yaml',
          '    kubernetes.io/config.mirror: 09f0483d623a9cd42b33cbfe98212718\n    kubernetes.io/config.seen: "2026-11-27T12:22:05.550487489Z"\n    kubernetes.io/config.source: file',
          '  ownerReferences:\n  - apiVersion: v1\n    controller: true\n    kind: Node\n    name: worker-1',
        ),
      ],
      differs: 'Nobody asked for this Pod: its kubelet created the mirror, whose name ends with that of the node.',
      command: 'kubectl get pods -n kube-system -o wide',
    },
    deleted: {
      time: moment(1295),
      parts: [
        ...typed('kubectl delete pod fixed-worker-1 --wait=false', 'pod "fixed-worker-1" deleted from default namespace'),
        ...typed('kubectl get pods', 'NAME             READY   STATUS    RESTARTS   AGE\nfixed-worker-1   1/1     Running   0          5s'),
      ],
      differs: 'The time is that at which the kubelet had made another mirror. It tells by its age only: no restart, as the container never ended. Once the manifest was taken away, the Pod was gone within 1.1 s.',
      command: 'kubectl delete pod -n kube-system kube-scheduler-YOUR-NODE',
    },
  },
}
