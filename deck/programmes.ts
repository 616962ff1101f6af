import type { SlideName, slides } from '../slides/index.ts'

type NamedSlide<Name extends SlideName> = Extract<(typeof slides)[number], { readonly name: Name }>
type StepName<Name extends SlideName> = NamedSlide<Name> extends { readonly steps: readonly { readonly id: infer Id }[] } ? Id : never

/** Which slides are shown, in the order of the talk: all their steps, or those that are named. */
export type Programme = { readonly [Name in SlideName]?: 'all' | readonly StepName<Name>[] }

/** The slots of an organiser for which the talk can be cut, in minutes. */
export const slots = [45, 30, 20, 10] as const

/** A slot of an organiser, in minutes. */
export type Slot = (typeof slots)[number]

/** How long the talk may take in each slot, in minutes: the rest is for questions and a late start. */
export const talkMinutes: Readonly<Record<Slot, number>> = { 45: 37, 30: 25, 20: 17, 10: 8 }

/** Whether a number of minutes is a slot that the talk can be cut for. */
export const isSlot = (minutes: unknown): minutes is Slot => slots.some(slot => slot === minutes)

/** From the request on, slots of 20 and 30 minutes show the same. */
const failuresAndEnd = {
  'outcomes': ['opening', 'unauthorized', 'forbidden', 'image-pull', 'all'],
  'pod': ['pod', 'container', 'helper', 'network', 'volume'],
  'replaced': ['running', 'node-dies', 'not-ready', 'terminating', 'replacement'],
  'break-it': ['healthy', 'ask-scheduler', 'no-scheduler', 'pending', 'scheduled', 'ask-api-server', 'no-api-server', 'refused', 'answered-again', 'matrix'],
  'whole-picture': 'all',
  'conclusion': 'all',
  'thanks': 'all',
} as const satisfies Programme

/** What is shown in each slot. A shorter one leaves out what a longer one does, and more: who is late passes from one to the next. */
export const programmes: Readonly<Record<Slot, Programme>> = {
  45: {
    'cover': 'all',
    'cold-open': 'all',
    'map-of-the-talk': 'all',
    'hub': 'all',
    'api-server': ['analogy', 'entry', 'authorization', 'mutating', 'validation', 'traffic', 'keep'],
    'scheduler': ['analogy', 'queue', 'filter', 'score', 'bind', 'keep'],
    'controller-manager': ['analogy', 'loops', 'settled', 'watch', 'gap', 'starts-nothing', 'keep'],
    'etcd': ['analogy', 'keys', 'revision', 'watch', 'majority', 'keep'],
    'kubelet': ['analogy', 'own-pods', 'sandbox', 'containers', 'restart', 'report', 'keep'],
    'container-runtime': ['analogy', 'sandbox', 'image', 'containers', 'cri', 'keep'],
    'kube-proxy': ['analogy', 'service', 'rules', 'connection', 'keep'],
    'eight-steps': 'all',
    'wrong-arrow': 'all',
    'request': 'all',
    'paid-back': 'all',
    'outcomes': ['opening', 'created', 'unauthorized', 'forbidden', 'webhook', 'pods-denied', 'invalid', 'image-pull', 'delete-pod', 'all'],
    'pod': ['pod', 'container', 'helper', 'network', 'volume', 'init', 'sidecar'],
    'replaced': 'all',
    'break-it': ['healthy', 'ask-scheduler', 'no-scheduler', 'pending', 'scheduled', 'ask-controllers', 'no-controllers', 'not-replaced', 'still-ready', 'caught-up', 'ask-api-server', 'no-api-server', 'refused', 'answered-again', 'matrix'],
    'whole-picture': 'all',
    'conclusion': 'all',
    'references': 'all',
    'thanks': 'all',
  },
  30: {
    'cover': 'all',
    'cold-open': 'all',
    'map-of-the-talk': 'all',
    'hub': ['planes', 'api-server', 'scheduler', 'controller-manager', 'etcd', 'nodes', 'kubelet-and-pods', 'one-arrow', 'left-out', 'dial-in', 'dial-etcd'],
    'api-server': ['analogy', 'entry', 'authorization', 'traffic', 'keep'],
    'scheduler': ['analogy', 'queue', 'filter', 'score', 'keep'],
    'controller-manager': ['analogy', 'loops', 'gap', 'keep'],
    'etcd': ['analogy', 'keys', 'majority', 'keep'],
    'kubelet': ['analogy', 'own-pods', 'containers', 'restart', 'report', 'keep'],
    'container-runtime': ['analogy', 'containers', 'cri', 'keep'],
    'kube-proxy': ['analogy', 'service', 'rules', 'connection', 'keep'],
    'request': ['typed', 'built', 'sent', 'authentication', 'authorization', 'mutating', 'validation', 'stored', 'answered', 'deployment-seen', 'replica-set', 'replica-set-seen', 'first-pod', 'three-pods', 'pod-seen', 'bound', 'kubelet-told', 'creating', 'pulling', 'started', 'running', 'all-running', 'get-pods'],
    'paid-back': 'all',
    ...failuresAndEnd,
  },
  20: {
    'cover': 'all',
    'cold-open': 'all',
    'map-of-the-talk': ['way', 'shape', 'request', 'pods', 'failure', 'thread'],
    'hub': ['planes', 'api-server', 'scheduler', 'controller-manager', 'etcd', 'nodes', 'kubelet-and-pods', 'one-arrow', 'left-out', 'dial-in', 'dial-etcd'],
    'request': ['typed', 'built', 'sent', 'authentication', 'authorization', 'stored', 'answered', 'deployment-seen', 'replica-set', 'replica-set-seen', 'first-pod', 'three-pods', 'pod-seen', 'bound', 'kubelet-told', 'creating', 'started', 'running', 'all-running', 'get-pods'],
    'paid-back': 'all',
    ...failuresAndEnd,
  },
  10: {
    'cover': 'all',
    'cold-open': 'all',
    'map-of-the-talk': ['way', 'shape', 'request', 'failure'],
    'hub': ['planes', 'api-server', 'scheduler', 'controller-manager', 'etcd', 'nodes', 'kubelet-and-pods', 'one-arrow', 'dial-in', 'dial-etcd'],
    'request': ['typed', 'built', 'authentication', 'authorization', 'stored', 'answered', 'deployment-seen', 'replica-set', 'replica-set-seen', 'first-pod', 'three-pods', 'pod-seen', 'bound', 'kubelet-told', 'running', 'all-running'],
    'paid-back': ['question', 'promised'],
    'break-it': ['healthy', 'ask-scheduler', 'no-scheduler', 'pending', 'scheduled'],
    'thanks': 'all',
  },
}
