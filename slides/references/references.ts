import type { SourceId } from '../../talk/sources.ts'

/** A reference of the article, brought up to date. */
export interface Reference {
  readonly title: string
  /** Authors, edition, or what to read beside it. */
  readonly detail: string
  readonly source?: SourceId
}

/** The article's three references. The third edition of Up and Running (2022) has a fourth author whom it does not name; Poulton's book has a new edition every year. */
export const articleReferences: readonly Reference[] = [
  { title: 'Kubernetes Components', detail: 'Kubernetes documentation', source: 'docs:concepts/overview/components' },
  { title: 'The Kubernetes Book', detail: 'Nigel Poulton, a new edition every year' },
  { title: 'Kubernetes: Up and Running', detail: '3rd edition: Brendan Burns, Joe Beda, Kelsey Hightower, Lachlan Evenson' },
]

/** The pages of the documentation that this deck leans on most. */
export const furtherPages: readonly SourceId[] = [
  'docs:concepts/architecture',
  'docs:concepts/security/controlling-access',
  'docs:concepts/architecture/control-plane-node-communication',
  'docs:concepts/workloads/pods/pod-lifecycle',
]

/** What the facts of the deck were checked against, where there is room for a line. */
export const checkedAgainst = 'Checked against Kubernetes 1.36.2, source and a real cluster'

/** What was checked against what, and what was recorded, in one line. */
export const checkedShort = 'Checked: source 1.36.2, docs 1.35. Recorded: a cluster of 1.36.2, the terminal of kubectl 1.35.2.'

/** What was checked against what, each in a sentence. What a real cluster did was recorded on 27 November 2026. */
export const checkedHow = [
  'Model and words: against the source of Kubernetes 1.36.2 and the documentation of 1.35.',
  'What a real cluster does: against recordings of one of version 1.36.2 with three workers.',
  'What the terminal prints: recorded from kubectl 1.35.2, before a stand-in for the API server.',
] as const
