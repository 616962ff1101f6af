import { defineSteps } from '../../talk/step.ts'

/** The article's conclusion, in three ideas. */
export const conclusionSteps = defineSteps([
  {
    id: 'why',
    caption: { lead: 'Know the parts,', rest: 'and running them at scale stops being luck.' },
    narration: 'The article ends by saying that knowing the architecture is what lets you run containers at scale. Three ideas carry all of it.',
    source: 'docs:concepts/architecture',
  },
  {
    id: 'desired-state',
    caption: { lead: 'First:', rest: 'whatever you type, a wish is stored.' },
    narration: 'One: desired state. Create and scale sound like orders, and apply does not; but each of them only writes down what you want, and that is all your command does.',
    source: 'docs:concepts/overview/kubernetes-api',
  },
  {
    id: 'one-api',
    caption: { lead: 'Second:', rest: 'everyone reads and writes through one door.' },
    narration: 'Two: one API. Everyone, you and the control plane alike, reads and writes through the same door. A node looks after what runs on it by itself, and reports it there afterwards.',
    source: 'docs:concepts/architecture/control-plane-node-communication',
  },
  {
    id: 'many-loops',
    caption: { lead: 'Desired state, one API, many loops.', rest: 'That is Kubernetes.' },
    narration: 'Three: many loops. Each watches a little, compares, and closes one gap. Desired state, one API, many loops: that is Kubernetes.',
    source: 'docs:concepts/architecture/controller',
  },
])

/** The three ideas, each shown from the step of its name. */
export const ideas = [
  { id: 'desired-state', name: 'Desired state', says: 'What you asked for is written down.' },
  { id: 'one-api', name: 'One API', says: 'Everyone reads and writes it there.' },
  { id: 'many-loops', name: 'Many loops', says: 'Each closes one gap, for ever.' },
] as const

/** How many Pods the Deployment of the talk wants. */
export const wantedReplicas = 3

/** Who compares and acts, on their own: two of the control plane, and one a node. */
export const loops = ['Controller manager', 'Scheduler', 'kubelet'] as const
