import { type Played, scenario, terminalOnly, typedIn, web } from './scenario.ts'

/** A Deployment that is made, and deleted once its Pods are ready. */
function removed(cascade: 'background' | 'foreground' | 'orphan'): Played {
  return {
    scenario: scenario([
      { ...web, at: 0, replicas: 2 },
      { run: 'delete deployment', at: 1.3, name: 'web', cascade, wait: 'no' },
      { run: 'get deploy,rs,pods', at: 1.5 },
      { run: 'get deploy,rs,pods', at: 'rest' },
    ]),
  }
}

/** How the model plays the recordings of removal. */
export const removal = {
  'removal-background': removed('background'),
  'removal-foreground': removed('foreground'),
  'removal-orphan': removed('orphan'),
  'removal-finalizer': {
    scenario: scenario([
      { run: 'create configmap', at: 0, name: 'held', finalizers: ['example.com/hold'] },
      { run: 'delete configmap', at: 0.14, name: 'held', wait: 'no' },
      { run: 'delete configmap', at: 0.27, name: 'held', timeout: 2 },
      { run: 'patch configmap', at: 2.4, name: 'held', finalizers: ['example.com/hold', 'example.com/new'] },
      { run: 'patch configmap', at: 2.46, name: 'held' },
      { run: 'get configmap', at: 2.53, name: 'held' },
    ]),
  },
  'removal-namespace': {
    scenario: scenario([
      { run: 'create namespace', at: 0, name: 'short' },
      { ...web, at: 0.07, namespace: 'short', replicas: 2 },
      { run: 'delete namespace', at: 4.07, name: 'short', wait: 'no' },
      { run: 'get namespace', at: 4.27, name: 'short' },
      { ...web, at: 4.35, name: 'late', namespace: 'short', replicas: 1 },
      { run: 'create namespace', at: 'rest', name: 'kube-x' },
      { run: 'delete namespace', at: 'rest', name: 'default' },
      { run: 'delete namespace', at: 'rest', name: 'kube-x' },
    ]),
  },
  'removal-background (every command)': typedIn('removal-background', {}, {}, terminalOnly),
  'removal-finalizer (every command)': typedIn('removal-finalizer', {}, {}, terminalOnly),
  'removal-foreground (every command)': typedIn('removal-foreground', {}, {}, terminalOnly),
  'removal-namespace (every command)': typedIn('removal-namespace', {}, {}, terminalOnly),
  'removal-orphan (every command)': typedIn('removal-orphan', {}, {}, terminalOnly),
} as const satisfies Readonly<Record<string, Played>>
