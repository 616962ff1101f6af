import { type Played, typed } from './scenario.ts'

/** How the model plays the recordings of scheduling. */
export const scheduling = {
  'scheduling-bare-pods': typed(),
  'scheduling-bare-with-requests': typed(),
  'scheduling-with-requests': typed(),
  'scheduling-cordoned': typed(),
  'scheduling-node-selector': typed(),
  'scheduling-node-name': typed(),
  // The collector looks every 20 s: here, as in the recording, it happens to look 4 s after the Pod was made.
  'scheduling-node-name-missing': typed({ begins: 35.85 }),
  'scheduling-other-scheduler': typed(),
  'scheduling-no-execute': typed({}, { seed: 3 }),
  'scheduling-taint-all': typed(),
  'scheduling-taint-one': typed(),
  'scheduling-taint-prefer': typed(),
  'scheduling-too-big': typed(),
  'scheduling-too-big-memory-and-cpu': typed(),
  'scheduling-preemption': typed({ unseen: [{ name: 'high', value: 1000 }, { name: 'never', value: 900, preemptionPolicy: 'Never' }].map(({ name, ...rest }) => ({ at: 0.06, line: 'kubectl apply -f -', stdin: JSON.stringify({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, ...rest }) })) }),
  'scheduling-room-is-made': typed(),
} as const satisfies Readonly<Record<string, Played>>
