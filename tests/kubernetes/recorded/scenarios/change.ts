import type { Command } from '../../../../kubernetes/scenario.ts'
import { later, type Played, setImage, web } from './scenario.ts'

const undo = { run: 'rollout undo', name: 'web' } as const

/** What a recorded Deployment had gone through: a rollout to the next image and back, and again, so many in all. */
function rollouts(count: number): readonly Command[] {
  return Array.from({ length: count }, (_, index) => index % 2 === 0 ? setImage('1.28', 20 + 20 * index) : { ...undo, at: 20 + 20 * index })
}

/** What came after those: other sizes, a restart, and a third image. */
const changes: readonly Command[] = [
  ...rollouts(6),
  { run: 'scale deployment', at: 140, name: 'web', replicas: 5 },
  { run: 'scale deployment', at: 150, name: 'web', replicas: 2 },
  { run: 'scale deployment', at: 160, name: 'web', replicas: 3 },
  { run: 'rollout restart', at: 170, name: 'web' },
  setImage('1.29', 190),
]

/** And then an image that is not there, the way back, and a deletion that left all ReplicaSets. */
const orphaned: readonly Command[] = [...changes, setImage('9.99', 210), { ...undo, at: 225 }, { run: 'delete deployment', at: 240, name: 'web', cascade: 'orphan', wait: 'no' }]

/** The rollout that comes after so many: each has a run of the recording to itself, as a Deployment that was rolled before has ReplicaSets and Events already. */
function rolled(before: number, recorded: string): Played {
  const isUndo = before % 2 === 1
  return later(3, () => [
    isUndo ? { ...undo, at: 0 } : setImage('1.28', 0),
    { run: 'rollout status', at: 0.09, name: 'web', timeout: 90 },
    { run: 'get deploy,rs,pods', at: 'rest' },
    { run: 'rollout history', at: 'rest', name: 'web' },
  ], { image: 'nginx:1.27', past: rollouts(before) }, { recording: isUndo ? 'change-undo' : 'change-roll', run: recorded })
}

/** How the model plays the recordings of change. */
export const change = {
  'change-scale-up': later(3, () => [{ run: 'scale deployment', at: 0, name: 'web', replicas: 5 }, { run: 'get pods', at: 'rest' }], { image: 'nginx:1.27', past: rollouts(6) }),
  'change-scale-down': later(3, () => [{ run: 'scale deployment', at: 0, name: 'web', replicas: 2 }, { run: 'get pods', at: 1.37 }], { image: 'nginx:1.27', past: [...rollouts(6), { run: 'scale deployment', at: 140, name: 'web', replicas: 5 }] }),
  'change-delete-pod': later(3, ([victim = '']) => [{ run: 'delete pod', at: 0.01, name: victim }, { run: 'get pods', at: 'rest' }], { image: 'nginx:1.27', past: changes }),
  'change-delete-pod-now': later(3, ([victim = '']) => [{ run: 'delete pod', at: 0.01, name: victim, wait: 'force' }, { run: 'get pods', at: 'rest' }], { image: 'nginx:1.27', past: changes }),
  'change-bad-image': later(3, () => [
    setImage('9.99', 0),
    { run: 'get pods', at: 3.076 },
    { run: 'get deploy,rs,pods', at: 45.13 },
    { run: 'rollout status', at: 45.33, name: 'web', timeout: 3 },
    { ...undo, at: 48.41 },
    { run: 'rollout status', at: 48.51, name: 'web', timeout: 60 },
  ], { image: 'nginx:1.27', past: changes }),
  'change-adopt': later(3, () => [{ ...web, at: 0, image: 'nginx:1.28' }, { run: 'get deploy,rs,pods', at: 'rest' }], { image: 'nginx:1.27', past: orphaned }),
  'change-roll': rolled(0, 'roll-1'),
  'change-undo': rolled(1, 'undo-1'),
  'change-roll (2)': rolled(2, 'roll-2'),
  'change-undo (2)': rolled(3, 'undo-2'),
  'change-roll (3)': rolled(4, 'roll-3'),
  'change-undo (3)': rolled(5, 'undo-3'),
  'change-foreground': later(3, () => [{ run: 'delete deployment', at: 0, name: 'web', cascade: 'foreground', wait: 'no' }], { image: 'nginx:1.27', past: [...orphaned, { ...web, at: 260, image: 'nginx:1.28' }] }),
} as const satisfies Readonly<Record<string, Played>>
