/** Successive slides under one heading. */
export interface Section {
  /** What the reader's list of slides, the notes and a link call it. */
  readonly name: string
  /** Whether each slide says which of them it is: one part of the cluster a slide. */
  readonly counted?: boolean
  /** What of the cluster its slides are about, where they have no map of it themselves. */
  readonly about?: 'pod'
  /** Whether its slides stand beside the talk: after its end, without a number, and on no way but one that somebody asks for. */
  readonly isDeeper?: boolean
}

/** The sections of the talk. Which slides belong to one follows from `slides/index.ts`. */
export const sections = [
  { name: 'One command' },
  { name: 'The way ahead' },
  { name: 'Kubernetes architecture' },
  { name: 'Control plane', counted: true },
  { name: 'Worker node', counted: true },
  { name: 'What happens when you run kubectl?' },
  { name: 'Pods and containers', about: 'pod' },
  { name: 'Break it' },
  { name: 'Everything at once' },
  { name: 'Your turn' },
  { name: 'Conclusion' },
  { name: 'References' },
  { name: 'Deeper', isDeeper: true },
] as const satisfies readonly Section[]

/** The name of a section. */
export type SectionName = (typeof sections)[number]['name']

/** What the slides of the section of that name are about, if their corner is to say it. */
export function aboutOf(name: string): Section['about'] {
  return (sections as readonly Section[]).find(section => section.name === name)?.about
}

/** Whether the slides of the section of that name stand beside the talk. */
export function isDeeperSection(name: string): boolean {
  return (sections as readonly Section[]).some(section => section.name === name && section.isDeeper)
}
