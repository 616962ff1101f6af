import { type Played, scenario, typed } from './scenario.ts'

/** How the model plays the recordings of life. */
export const life = {
  'life-logs': typed({ except: /kubectl (create job|get jobs|logs job|delete job)/, delay: [0.5, 9, 0.3], afterwards: 0.7 }, {}, { only: ['web'] }),
  'life-readiness': typed({ unseen: [{ at: 0.04, line: 'kubectl create -f -', stdin: JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'slow', labels: { app: 'slow' } }, spec: { selector: { app: 'slow' }, ports: [{ name: '80-80', port: 80 }] } }) }] }),
  'life-static': {
    scenario: scenario([
      { run: 'delete pod', at: 6.5, name: 'fixed-worker-1', wait: 'no' },
      { run: 'get pods', at: 12.7 },
      { run: 'get pods', at: 'rest' },
    ], { manifests: [{ node: 'worker-1', at: 3, until: 13, name: 'fixed', labels: { app: 'fixed' }, containers: [{ name: 'web', image: 'nginx' }] }], until: 15 }),
    from: 3,
    since: 0.48,
  },
  'life-stubborn': typed({ afterwards: 12 }),
  'life-slow-ones': typed(),
} as const satisfies Readonly<Record<string, Played>>
