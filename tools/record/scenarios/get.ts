import type { Command } from '../types.ts'
import { type Row, table } from '../answers/tables.ts'
import { deployment, pods } from '../names.ts'
import { paths } from './paths.ts'

/** `kubectl get pods` where all three are in the same state. `ready` counts the one container: 0 or 1. */
export function getPods(status: string, ready: 0 | 1, age: string, names: readonly string[] = pods): Command {
  return listPods(names.map(name => ({ name, cells: [name, `${ready}/1`, status, '0', age] })))
}

/** `kubectl get pods` that shows these rows. */
export function listPods(rows: readonly Row[]): Command {
  return { args: ['get', 'pods'], answers: [{ to: `GET ${paths.pods}`, code: 200, body: table('Pod', rows) }] }
}

/** `kubectl get deployment web`. All its Pods are of the newest ReplicaSet; `ready` of three are ready. */
export function getDeployment(ready: number, created: number, age: string): Command {
  const row = { name: deployment, cells: [deployment, `${ready}/3`, created, ready, age] }
  return { args: ['get', 'deployment', deployment], answers: [{ to: `GET ${paths.deployment}`, code: 200, body: table('Deployment', [row]) }] }
}
