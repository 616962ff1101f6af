import { typed } from '../as-recorded/parts.ts'
import type { RecordedSlide } from '../as-recorded/types.ts'

/** A watch that asks from too far back, and a write from an old copy, as a real API server answered them. */
export const recorded: RecordedSlide = {
  origin: 'Kubernetes 1.36.2, recorded on 27 November 2026: watches that ask from numbers of before the API server was started again, and two writers of one Deployment.',
  since: 'the watch was asked for',
  steps: {
    resumed: {
      parts: [
        { what: 'request', text: 'GET /api/v1/namespaces/default/pods?watch=true&sendInitialEvents=true&timeoutSeconds=2' },
        { what: 'answer', text: '{\n  "message": "ListOptions.meta.k8s.io \\"\\" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan",\n  "code": 422\n}' },
      ],
      differs: 'Not in the picture: a watch may also be asked to begin with all that is there, which spares the list. It has to say how old that may be.',
    },
    expired: {
      parts: [
        { what: 'request', text: 'GET /api/v1/namespaces/default/pods?watch=true&resourceVersion=2&timeoutSeconds=2' },
        { what: 'watch event', text: '{\n  "type": "ERROR",\n  "object": {\n    "kind": "Status",\n    "apiVersion": "v1",\n    "metadata": {},\n    "status": "Failure",\n    "message": "too old resource version: 2 (1135)",\n    "reason": "Expired",\n    "code": 410\n  }\n}' },
      ],
      differs: 'The answer itself has code 200: the watch is open, and its first and last event is this one.',
      command: 'kubectl get --raw "/api/v1/pods?watch=true&resourceVersion=2"',
    },
    conflict: {
      parts: [
        ...typed(
          'kubectl replace -f -',
          'Error from server (Conflict): error when replacing "STDIN": Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
        ),
        ...typed('kubectl scale deployment web --replicas=2 --current-replicas=5', 'error: Expected replicas to be 5, was 1'),
      ],
      differs: 'The second one is refused by kubectl itself, which looked first.',
      command: 'kubectl get deployment web -o yaml > web.yaml',
    },
  },
}
