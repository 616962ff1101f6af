import { type Played, typed, typedBefore } from './scenario.ts'

const made = typedBefore(-240, 'create deployment web --image=nginx:1.27 --replicas=3')

/** What a recorded Deployment had gone through: a rollout to the next image and back, and again, so many in all. */
const rollouts = [0, 1, 2, 3, 4, 5].map(index => typedBefore(20 * index - 220, index % 2 === 0 ? 'set image deployment/web nginx=nginx:1.28' : 'rollout undo deployment/web'))

/** What came after those: other sizes, a restart, and a third image. */
const changes = [
  made,
  ...rollouts,
  typedBefore(-100, 'scale deployment web --replicas=5'),
  typedBefore(-90, 'scale deployment web --replicas=2'),
  typedBefore(-80, 'scale deployment web --replicas=3'),
  typedBefore(-70, 'rollout restart deployment web'),
  typedBefore(-50, 'set image deployment/web nginx=nginx:1.29'),
]

/** And then an image that is not there, the way back, and a deletion that left all ReplicaSets. */
const orphaned = [...changes, typedBefore(-40, 'set image deployment/web nginx=nginx:9.99'), typedBefore(-30, 'rollout undo deployment/web'), typedBefore(-20, 'delete deployment web --cascade=orphan --wait=false')]

/** The rollout that comes after so many: each has a run of the recording to itself, as a Deployment that was rolled before has ReplicaSets and Events already. */
function rolled(before: number, run: string): Played {
  return typed({ unseen: [made, ...rollouts.slice(0, before)] }, {}, { recording: `change-${run.replace(/-\d$/, '')}`, run })
}

/** How the model plays the recordings of change. */
export const change = {
  'change-scale-up': typed({ unseen: [made, ...rollouts] }),
  'change-scale-down': typed({ unseen: [made, ...rollouts, typedBefore(-60, 'scale deployment web --replicas=5')] }),
  'change-delete-pod': typed({ unseen: changes }),
  'change-delete-pod-now': typed({ unseen: changes }),
  'change-bad-image': typed({ unseen: changes }),
  'change-adopt': typed({ unseen: orphaned }),
  'change-roll': rolled(0, 'roll-1'),
  'change-undo': rolled(1, 'undo-1'),
  'change-roll (2)': rolled(2, 'roll-2'),
  'change-undo (2)': rolled(3, 'undo-2'),
  'change-roll (3)': rolled(4, 'roll-3'),
  'change-undo (3)': rolled(5, 'undo-3'),
  'change-foreground': typed({ unseen: [...orphaned, typedBefore(-10, 'create deployment web --image=nginx:1.28 --replicas=3')] }),
} as const satisfies Readonly<Record<string, Played>>
