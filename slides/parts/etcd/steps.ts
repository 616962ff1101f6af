import { withoutMajority } from '../../recorded.ts'
import { defineSteps } from '../../../talk/step.ts'
import { dutyStep, openingStep, takeawayStep } from '../part-steps.ts'
import { etcd } from './facts.ts'

/** The steps of etcd at work. */
export const etcdSteps = defineSteps([
  openingStep(etcd),
  dutyStep(etcd, 'keys'),
  dutyStep(etcd, 'revision'),
  {
    id: 'watch',
    caption: { lead: 'A watch', rest: 'hands on every new revision.' },
    narration: 'The API server keeps a watch open on etcd. Each new revision reaches it right after the write, and it tells everybody who watches there. Nobody has to ask again and again.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/storage/cacher/cache_watcher.go',
    page: true,
  },
  { ...dutyStep(etcd, 'majority'), page: true },
  {
    id: 'timeout',
    caption: { lead: 'One of three?', rest: 'The write waits, then times out.' },
    narration: `With two members of etcd away, the last one may not decide alone. The API server waits for it, ${withoutMajority.write} seconds for a write and ${withoutMajority.read} for a read, and then answers that the time is up. Containers that run keep running.`,
    source: 'code:staging/src/k8s.io/apiserver/pkg/server/filters/timeout.go',
  },
  takeawayStep(etcd),
])
