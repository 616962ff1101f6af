import type { SectionName } from '../../talk/sections.ts'
import type { SourceId } from '../../talk/sources.ts'

/** A leg of the way through the talk: a question that its slides answer. */
export interface Chapter {
  readonly id: 'shape' | 'parts' | 'request' | 'pods' | 'failure'
  readonly name: string
  /** What the audience can answer after it. */
  readonly question: string
  /** What its slides do about it, in half a sentence. */
  readonly how: string
  readonly narration: string
  readonly source: SourceId
  readonly sections: readonly SectionName[]
}

/** The chapters of the talk, in order. */
export const chapters: readonly Chapter[] = [
  {
    id: 'shape',
    name: 'Shape',
    question: 'Who talks to whom?',
    how: 'One drawing, and then its wires.',
    narration: 'First the shape. You will be able to draw a cluster on a napkin, and to say who opens the connection to whom.',
    source: 'docs:concepts/architecture',
    sections: ['Kubernetes architecture'],
  },
  {
    id: 'parts',
    name: 'Parts',
    question: 'What does each part do?',
    how: 'Seven of them, each seen at work.',
    narration: 'Then the seven parts, one by one, each at its one job. You will know what each of them does, and what it does not do.',
    source: 'docs:concepts/overview/components',
    sections: ['Control plane', 'Worker node'],
  },
  {
    id: 'request',
    name: 'Request',
    question: 'What happens after Enter?',
    how: 'From your keyboard to its containers.',
    narration: 'Then one request, followed step by step from your keyboard to containers that run. You will find out whether you guessed right.',
    source: 'docs:concepts/security/controlling-access',
    sections: ['What happens when you run kubectl?'],
  },
  {
    id: 'pods',
    name: 'Pods',
    question: 'Does a Pod ever move?',
    how: 'What it shares, and how it ends.',
    narration: 'Then the Pod itself: what its containers share, how it lives, and what becomes of it when its node dies.',
    source: 'docs:concepts/workloads/pods',
    sections: ['Pods and containers'],
  },
  {
    id: 'failure',
    name: 'Failure',
    question: 'What if a part dies?',
    how: 'We stop them, and look.',
    narration: 'And last we break it. You say what will still work when a part is gone, and then we stop that part and look.',
    source: 'docs:tasks/debug/debug-cluster',
    sections: ['Break it'],
  },
]
