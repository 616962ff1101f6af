import { moment, typed } from '../as-recorded/parts.ts'
import type { RecordedSlide } from '../as-recorded/types.ts'

/** What is deleted and still there, as a real cluster played it. */
export const recorded: RecordedSlide = {
  origin: 'Kubernetes 1.36.2, recorded on 27 November 2026: a Deployment of two Pods, deleted twice in each way; a ConfigMap with a finalizer; a Namespace; and a Deployment that was made again after --cascade=orphan.',
  since: 'the deletion was asked for',
  steps: {
    background: {
      time: moment(11, 10),
      parts: typed('kubectl delete deployment web --cascade=background --wait=false', 'deployment.apps "web" deleted from default namespace'),
      differs: 'The time is that at which the Deployment was gone.',
      command: 'kubectl get deploy,rs,pods -w --output-watch-events',
    },
    collected: {
      time: moment(1854, 704),
      parts: typed(
        'kubectl get deploy,rs,pods',
        'NAME                       READY   STATUS        RESTARTS   AGE\npod/web-7887448d46-87nnd   1/1     Terminating   0          2s\npod/web-7887448d46-vdc9l   0/1     Completed     0          2s',
      ),
      differs: 'The time is that at which the last Pod was gone. A Pod that has ended and is not yet removed is printed as Completed, not as Terminating.',
    },
    foreground: {
      time: moment(1319, 1196),
      parts: typed(
        'kubectl get deploy,rs,pods',
        'NAME                  READY   UP-TO-DATE   AVAILABLE   AGE\ndeployment.apps/web   0/2     0            0           2s\n\nNAME                             DESIRED   CURRENT   READY   AGE\nreplicaset.apps/web-7887448d46   2         0         0       2s\n\nNAME                       READY   STATUS        RESTARTS   AGE\npod/web-7887448d46-d49sn   0/1     Completed     0          2s\npod/web-7887448d46-sdfrn   1/1     Terminating   0          2s',
      ),
      differs: 'kubectl had said “deleted” before all this was printed. The time is that at which the Deployment was gone; the collector had asked for some of the Pods twice.',
      command: 'kubectl delete deployment web --cascade=foreground --wait=false',
    },
    orphan: {
      parts: typed('kubectl create deployment web --image=nginx:1.28 --replicas=3', 'deployment.apps/web created'),
      differs: 'Five ReplicaSets of before were taken over, one patch each, and the one with the same template got its three Pods: no new one was made.',
      command: 'kubectl get rs -o yaml',
    },
    held: {
      parts: [
        ...typed('kubectl delete configmap held --timeout=2s', 'error: timed out waiting for the condition on configmaps/held'),
        ...typed(
          'kubectl patch configmap held --type=merge -p {"metadata":{"finalizers":["example.com/hold","example.com/new"]}}',
          'The ConfigMap "held" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/new"}',
        ),
      ],
      differs: 'Its data could still be changed; another finalizer could not be put on.',
      command: 'kubectl get configmap held -o yaml',
    },
    freed: {
      parts: [
        ...typed('kubectl patch configmap held --type=merge -p {"metadata":{"finalizers":null}}', 'configmap/held patched'),
        ...typed('kubectl get configmap held', 'Error from server (NotFound): configmaps "held" not found'),
      ],
    },
    namespace: {
      parts: [
        ...typed(
          'kubectl create deployment late --image=nginx -n short',
          'error: failed to create deployment: deployments.apps "late" is forbidden: unable to create new content in namespace short because it is being terminated',
        ),
        ...typed('kubectl delete namespace default', 'Error from server (Forbidden): namespaces "default" is forbidden: this namespace may not be deleted'),
      ],
      differs: 'The recorded Namespace had nothing that held it, and was gone when somebody looked ten seconds later.',
      command: 'kubectl get namespace short -o yaml',
    },
  },
}
