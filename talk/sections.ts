/** A stretch of the talk under one heading. */
export interface Section {
  /** What stands above the titles of its slides. */
  readonly name: string
  /** Permanent names (`routeAlias`) of its slides, in order. */
  readonly slides: readonly string[]
  /** Whether each slide says which of them it is: one part of the cluster a slide. */
  readonly counted?: boolean
  /** What of the cluster its slides are about, where they have no map of it themselves. */
  readonly about?: 'pod'
}

/** The sections of the talk, in order. Cover and farewell stand outside. */
export const sections = [
  { name: 'One command', slides: ['cold-open'] },
  { name: 'The way ahead', slides: ['map-of-the-talk'] },
  { name: 'Kubernetes architecture', slides: ['hub'] },
  { name: 'Control plane', slides: ['api-server', 'scheduler', 'controller-manager', 'etcd'], counted: true },
  { name: 'Worker node', slides: ['kubelet', 'container-runtime', 'kube-proxy'], counted: true },
  { name: 'What happens when you run kubectl?', slides: ['eight-steps', 'wrong-arrow', 'request', 'paid-back', 'outcomes'] },
  { name: 'Pods and containers', slides: ['pod', 'replaced', 'pod-life'], about: 'pod' },
  { name: 'Break it', slides: ['break-it'] },
  { name: 'Everything at once', slides: ['whole-picture'] },
  { name: 'Your turn', slides: ['check-yourself'] },
  { name: 'Conclusion', slides: ['conclusion'] },
  { name: 'References', slides: ['references'] },
] as const satisfies readonly Section[]

/** The name of a section. */
export type SectionName = (typeof sections)[number]['name']

/** The section a slide belongs to; undefined for cover and farewell. */
export function sectionOf(slide: string): Section | undefined {
  return (sections as readonly Section[]).find(({ slides }) => slides.includes(slide))
}

/** What the slides of the section of that name are about, if their corner is to say it. */
export function aboutOf(name: string): Section['about'] {
  return (sections as readonly Section[]).find(section => section.name === name)?.about
}

/** What stands above the title of a slide; an empty string for cover and farewell. */
export function labelOf(slide: string): string {
  const section = sectionOf(slide)
  if (!section)
    return ''
  const { name, slides, counted } = section
  return counted ? `${name} · ${slides.indexOf(slide) + 1} of ${slides.length}` : name
}
