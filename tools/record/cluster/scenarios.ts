import type { RunFacts, ScenarioFacts } from './facts.ts'

const web = (tag = '1.27', replicas = 3): string => `kubectl create deployment web --image=nginx:${tag} --replicas=${replicas}`

/** Commands that bring about what was there when a recording began; the recordings themselves came one after the other. */
const beforehand: Readonly<Record<string, readonly string[]>> = {
  'change-bad-image': [web()],
  'change-delete-pod': [web()],
  'change-delete-pod-now': [web()],
  'change-foreground': [web('1.28')],
  'change-roll': [web()],
  'change-scale-down': [web('1.27', 5)],
  'change-scale-up': [web()],
  'change-undo': [web(), 'kubectl set image deployment/web nginx=nginx:1.28'],
  'deploy-delete': ['kubectl create deployment web --image=nginx --replicas=3'],
  ...Object.fromEntries(['api-server', 'api-server-outage', 'controller-manager', 'etcd-outage', 'kubelet-short', 'runtime', 'scheduler', 'scheduler-killed'].map(name => [`failures-${name}`, ['kubectl create deployment web --image=nginx --replicas=3']])),
}

/** Scenarios that began with something that no command of theirs has made, and what that was. */
const beginsWith: Readonly<Record<string, string>> = {
  'change-adopt': 'ReplicaSets that a deletion has left',
  'outcomes-conflict': 'a Deployment whose version the files name',
  'outcomes-policy': 'a ValidatingAdmissionPolicy',
  'outcomes-who': 'users with rights of their own',
}

/** How a scenario can be played once more. */
export interface Replayable {
  /** Commands that bring about what was there. */
  readonly before: readonly string[]
  /** Why it cannot; undefined if it can. */
  readonly refusal: string | undefined
}

/** How a recorded scenario can be played on another cluster; `breaks` says whether there is something that breaks its parts. */
export function replayable({ scenario, runs: [run] }: ScenarioFacts, breaks: boolean): Replayable {
  const acts = (run?.acts ?? []).map(({ what }) => what).filter(what => !/ has quit$| says: /.test(what))
  const [act] = acts
  return {
    before: beforehand[scenario] ?? [],
    refusal: beginsWith[scenario] !== undefined
      ? `it began with ${beginsWith[scenario]}`
      : act !== undefined && !breaks ? `"${act}" has to be brought about: name a program that does with --break` : undefined,
  }
}

/** The names of nodes that a run names. */
export function nodesOf(run: RunFacts): readonly string[] {
  return [...new Set(JSON.stringify(run.commands).match(/\bworker-\d\b/g) ?? [])].sort()
}
