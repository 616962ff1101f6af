import type { Container, Deployment, Draft, Pod, PodSpec } from '../api/objects.ts'

/** The tag of an image's name, if the colon is not that of a registry's port; without one the latest is meant, unless a digest says which. Source: pkg/util/parsers/parsers.go (ParseImageName). */
function tagOf(image: string): string {
  const [name = '', digest] = image.split('@')
  return /:([^/:]+)$/.exec(name)?.[1] ?? digest ?? 'latest'
}

/** Source: pkg/apis/core/v1/defaults.go (SetDefaults_Probe). */
function probe<Given extends object>(given: Given) {
  return { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3, ...given }
}

/** What a container's probes leave out, and when its image is pulled. What was given stays first, as a template's hash depends on the order. @param image as it was given */
export function containerDefaults<Given extends object>(given: Given, image: string) {
  const probes = Object.entries(given).flatMap(([name, asked]: [string, unknown]) => name.endsWith('Probe') && typeof asked === 'object' && asked !== null ? [[name, probe(asked)] as const] : [])
  return { ...given, imagePullPolicy: tagOf(image) === 'latest' ? 'Always' as const : 'IfNotPresent' as const, ...given, ...Object.fromEntries(probes) }
}

/** Source: pkg/apis/core/v1/defaults.go (SetDefaults_PodSpec). */
export const podDefaults = { restartPolicy: 'Always', terminationGracePeriodSeconds: 30, dnsPolicy: 'ClusterFirst', schedulerName: 'default-scheduler' } as const

/** Source: pkg/apis/apps/v1/defaults.go (SetDefaults_Deployment). */
export const deploymentDefaults = { progressDeadlineSeconds: 600, revisionHistoryLimit: 10 } as const

/** How much of a Deployment may be missing, or too much, while it rolls. */
export const rollingUpdateDefaults = { maxSurge: '25%', maxUnavailable: '25%' } as const

function container(given: Container): Container {
  return containerDefaults(given, given.image)
}

function podSpec(given: PodSpec): PodSpec {
  return { ...given, ...podDefaults, ...given, ...(given.initContainers && { initContainers: given.initContainers.map(container) }), containers: given.containers.map(container) }
}

/** Fills in what the client left out, before admission sees it. Sources: pkg/apis/core/v1/defaults.go, pkg/apis/apps/v1/defaults.go. */
export function withDefaults(draft: Draft): Draft {
  if (draft.kind === 'Pod')
    return { ...draft, spec: podSpec(draft.spec) } satisfies Draft<Pod>
  if (draft.kind !== 'Deployment')
    return draft
  const { spec } = draft
  return {
    ...draft,
    spec: { strategy: { type: 'RollingUpdate', rollingUpdate: rollingUpdateDefaults }, ...deploymentDefaults, ...spec, template: { ...spec.template, spec: podSpec(spec.template.spec) } },
  } satisfies Draft<Deployment>
}
