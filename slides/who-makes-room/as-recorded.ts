import { moment, typed } from '../as-recorded/parts.ts'
import type { RecordedSlide } from '../as-recorded/types.ts'

/** A wish that gives way, and a Pod that makes room for another, as a real cluster played it. */
export const recorded: RecordedSlide = {
  origin: 'Kubernetes 1.36.2, recorded on 27 November 2026: three workers of two CPUs, filled by a Deployment of three; then a Pod that preempts nobody, and an urgent one. In another run all nodes were cordoned, and one opened again.',
  since: 'the urgent Pod was asked for',
  steps: {
    wish: {
      parts: [
        ...typed('kubectl uncordon worker-2', 'node/worker-2 uncordoned'),
        ...typed(
          'kubectl get events --field-selector=reason=FailedScheduling',
          '2s          Warning   FailedScheduling   pod/web   0/3 nodes are available: 3 node(s) were unschedulable. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
          '0s          Warning   FailedScheduling   pod/web   0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) were unschedulable. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
        ),
      ],
      differs: 'Recorded with all three nodes closed; in the picture one is open. A Pod that runs already stays where it is, in both.',
      command: 'kubectl cordon YOUR-NODE',
    },
    polite: {
      parts: typed(
        'kubectl get events --field-selector=reason=FailedScheduling',
        '5s          Warning   FailedScheduling   pod/polite               0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.',
      ),
    },
    urgent: {
      parts: typed(
        'kubectl get events --field-selector=reason=FailedScheduling',
        '3s          Warning   FailedScheduling   pod/urgent               0/3 nodes are available: 3 Insufficient cpu.',
      ),
      differs: 'That is all its Event says: that somebody is being removed for it stands in the Event of the victim, Preempted.',
    },
    victim: {
      time: moment(30),
      parts: typed(
        'kubectl get pods -o wide',
        'NAME                 READY   STATUS              RESTARTS   AGE   IP            NODE       NOMINATED NODE   READINESS GATES\npolite               0/1     ContainerCreating   0          3s    <none>        worker-3   <none>           <none>\nurgent               0/1     Pending             0          1s    <none>        worker-3   <none>           <none>\nweb-8b44fcbf-9nl64   1/1     Running             0          4s    10.244.2.19   worker-2   <none>           <none>\nweb-8b44fcbf-9r2tl   0/1     Pending             0          1s    <none>        <none>     <none>           <none>\nweb-8b44fcbf-m46vd   1/1     Running             0          4s    10.244.1.14   worker-1   <none>           <none>\nweb-8b44fcbf-xjjvt   0/1     Completed           0          4s    10.244.3.15   worker-3   <none>           <none>',
      ),
      differs: 'The time is that at which the scheduler asked for the deletion. The victim’s containers had ended when this was printed, so it says Completed, and its place was given away already.',
      command: 'kubectl get pods -o wide -w',
    },
    room: {
      time: moment(290),
      parts: typed(
        'kubectl get pods -o wide',
        'NAME                 READY   STATUS    RESTARTS   AGE   IP            NODE       NOMINATED NODE   READINESS GATES\npolite               1/1     Running   0          5s    10.244.3.17   worker-3   <none>           <none>\nurgent               1/1     Running   0          3s    10.244.3.16   worker-3   <none>           <none>\nweb-8b44fcbf-9nl64   1/1     Running   0          6s    10.244.2.19   worker-2   <none>           <none>\nweb-8b44fcbf-9r2tl   0/1     Pending   0          3s    <none>        <none>     <none>           <none>\nweb-8b44fcbf-m46vd   1/1     Running   0          6s    10.244.1.14   worker-1   <none>           <none>',
      ),
      differs: 'The time is that of the urgent Pod’s binding. The polite one was bound 6 ms before it: there was room for both.',
    },
    waits: {
      parts: typed(
        'kubectl get events --field-selector=reason=FailedScheduling',
        '3s          Warning   FailedScheduling   pod/web-8b44fcbf-9r2tl   0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
      ),
      command: 'kubectl get events --field-selector=reason=FailedScheduling',
    },
  },
}
