import { typed } from '../as-recorded/parts.ts'
import type { RecordedSlide } from '../as-recorded/types.ts'

/** A rolling update, its traffic and its way back as a real cluster played them. */
export const recorded: RecordedSlide = {
  origin: 'Kubernetes 1.36.2, recorded on 27 November 2026: a Deployment of three Pods gets another image, and gets it back; and, in other runs, its Service is asked about ten times a second meanwhile, through kube-proxy in iptables mode.',
  since: 'the image was changed',
  steps: {
    'surge': {
      parts: [
        ...typed('kubectl set image deployment/web nginx=nginx:1.28', 'deployment.apps/web image updated'),
        ...typed(
          'kubectl rollout status deployment/web --timeout=90s',
          'Waiting for deployment "web" rollout to finish: 1 out of 3 new replicas have been updated...',
          'Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...',
          'deployment "web" successfully rolled out',
        ),
      ],
      command: 'kubectl rollout status deployment/web',
    },
    'lost': {
      parts: [
        { what: 'counted', text: 'run 1: 91 answered, 2 refused, 2 timed out\nrun 2: 90 answered, 1 refused, 2 timed out\nrun 3: 103 answered, 1 refused, 2 timed out\nwithout a readiness probe: 105 answered, 1 refused, 1 timed out' },
      ],
      differs: 'In the picture all that is lost is refused. On a real cluster some requests waited in vain, as a Pod’s address goes together with the Pod.',
    },
    'none-lost': {
      parts: [
        { what: 'counted', text: 'run 1: 146 answered, none lost\nrun 2: 140 answered, none lost' },
      ],
      differs: 'The recorded Pods slept for 4 s.',
      command: 'kubectl explain deployment.spec.template.spec.containers.lifecycle.preStop.sleep',
    },
    'undo': {
      parts: [
        ...typed('kubectl rollout undo deployment/web', 'deployment.apps/web rolled back'),
        ...typed(
          'kubectl get deploy,rs,pods',
          'NAME                             DESIRED   CURRENT   READY   AGE\nreplicaset.apps/web-697578869    0         0         0       11s\nreplicaset.apps/web-7d876db474   3         3         3       14s',
        ),
        ...typed('kubectl rollout history deployment/web', 'REVISION  CHANGE-CAUSE\n2         <none>\n3         <none>'),
      ],
      differs: 'Revision 1 is not in the list any more: it is revision 3 now.',
      command: 'kubectl rollout history deployment/web',
    },
  },
}
