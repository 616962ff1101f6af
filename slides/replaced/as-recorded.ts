import type { RecordedSlide } from '../as-recorded/types.ts'
import { recordedBytes } from './recorded-bytes.ts'
import { recordedTimes } from './recorded-times.ts'

/** The node that dies as a real cluster played it. */
export const recorded: RecordedSlide = {
  origin: 'Kubernetes 1.36.2, recorded on 27 November 2026: a worker was cut off from the network for 388 seconds; in a second run its kubelet was killed instead. Each had one Pod of the three.',
  since: 'the node was lost',
  steps: {
    'not-ready': { time: recordedTimes['not-ready'], parts: recordedBytes['not-ready'], command: 'kubectl get nodes -w', differs: 'A Lease is renewed every 10 s, and NotReady follows 50 s after the last renewal that was seen: 40 to 50 s after the node was lost. In the picture it dies right after one.' },
    'terminating': { time: recordedTimes.terminating, parts: recordedBytes.terminating, command: 'kubectl get pods -o wide -w' },
    'replacement': { time: recordedTimes.replacement, parts: recordedBytes.replacement, command: 'kubectl get pods -o wide -w' },
    'node-back': {
      time: recordedTimes['node-back'],
      parts: recordedBytes['node-back'],
      command: 'kubectl get pods -w --output-watch-events',
      differs: 'This time counts from the node’s return. In the recording its containers had gone on running, so the kubelet had to stop them first; in the picture nothing of them runs.',
    },
  },
}
