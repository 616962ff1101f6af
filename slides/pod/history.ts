import { run } from '../../kubernetes/run.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'

/** A Pod of two containers with an init container and a sidecar, and its end. */
export const wrapperHistory = run({
  seed: 3,
  nodes: threeWorkers,
  commands: [
    {
      run: 'create pod',
      at: 0,
      name: 'site',
      volumes: ['files'],
      initContainers: [
        { name: 'fetch', image: 'busybox', command: ['sleep', '2'], volumeMounts: [{ name: 'files', mountPath: '/site' }] },
        { name: 'logs', image: 'fluent/fluent-bit', restartPolicy: 'Always' },
      ],
      containers: [
        { name: 'web', image: 'nginx', ports: [{ containerPort: 80 }], volumeMounts: [{ name: 'files', mountPath: '/usr/share/nginx/html' }] },
        { name: 'php', image: 'php:fpm', ports: [{ containerPort: 9000 }], volumeMounts: [{ name: 'files', mountPath: '/var/www/html' }] },
      ],
    },
    { run: 'delete pod', at: 30, name: 'site' },
  ],
})
