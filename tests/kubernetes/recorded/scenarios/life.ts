import { aspects, type Played, pod, scenario, typedIn } from './scenario.ts'

/** How the model plays the recordings of life. */
export const life = {
  'life-logs': { scenario: scenario([{ run: 'run', at: 0, name: 'web', image: 'nginx' }, { run: 'logs', at: 0.076, name: 'web' }, { run: 'logs', at: 'rest', name: 'web' }]), to: 0.7, only: ['web'], by: ['terminal', 'order'] },
  'life-readiness': {
    scenario: scenario([
      pod('slow', 0.06, { containers: [{ name: 'main', image: 'busybox', command: ['sh', '-c', 'sleep 6; echo > /tmp/ok; sleep 8; rm() { :; }; busybox rm /tmp/ok; sleep 600'], readinessProbe: { exec: { command: ['ls', '/tmp/ok'] }, periodSeconds: 2, failureThreshold: 2 } }], spec: { terminationGracePeriodSeconds: 2 } }),
      { run: 'get pods', at: 26.19 },
    ], { services: [{ name: 'slow', port: 80 }], until: 27.2 }),
    by: ['states', 'Events', 'terminal', 'times', 'objects'],
  },
  'life-static': {
    scenario: scenario([
      { run: 'delete pod', at: 6.5, name: 'fixed-worker-1', wait: 'no' },
      { run: 'get pods', at: 12.7 },
      { run: 'get pods', at: 'rest' },
    ], { manifests: [{ node: 'worker-1', at: 3, until: 13, name: 'fixed', labels: { app: 'fixed' }, containers: [{ name: 'web', image: 'nginx' }] }], until: 15 }),
    from: 3,
    since: 0.48,
  },
  'life-stubborn': {
    scenario: scenario([
      pod('web', 0, { containers: [{ name: 'main', image: 'busybox', command: ['sh', '-c', 'trap "" TERM; while true; do sleep 1; done'] }], spec: { terminationGracePeriodSeconds: 8 } }),
      { run: 'delete pod', at: 3, name: 'web', wait: 'no' },
      { run: 'get pods', at: 4 },
    ]),
  },
  'life-slow-ones': typedIn('life-slow-ones', {}, {}, { by: aspects }),
} as const satisfies Readonly<Record<string, Played>>
