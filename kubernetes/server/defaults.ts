import type { Container, Deployment, Draft, Pod, PodSpec, Probe } from '../api/objects.ts'

/** The tag after the last colon, if it belongs to the name and not to a registry's port. */
function tagOf(image: string): string {
  return /:([^/:]+)$/.exec(image)?.[1] ?? 'latest'
}

/** Source: pkg/apis/core/v1/defaults.go (SetDefaults_Probe). */
function probe(given: Probe): Probe {
  return { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3, ...given }
}

function container(given: Container): Container {
  const probes = (['readinessProbe', 'livenessProbe', 'startupProbe'] as const).flatMap((name) => {
    const asked = given[name]
    return asked ? [[name, probe(asked)] as const] : []
  })
  return { ...given, ...Object.fromEntries(probes), imagePullPolicy: given.imagePullPolicy ?? (tagOf(given.image) === 'latest' ? 'Always' : 'IfNotPresent') }
}

function podSpec(given: PodSpec): PodSpec {
  return {
    ...given,
    ...(given.initContainers && { initContainers: given.initContainers.map(container) }),
    containers: given.containers.map(container),
    restartPolicy: given.restartPolicy ?? 'Always',
    terminationGracePeriodSeconds: given.terminationGracePeriodSeconds ?? 30,
    dnsPolicy: given.dnsPolicy ?? 'ClusterFirst',
    schedulerName: given.schedulerName ?? 'default-scheduler',
  }
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
    spec: {
      ...spec,
      template: { ...spec.template, spec: podSpec(spec.template.spec) },
      strategy: spec.strategy ?? { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
      revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
      progressDeadlineSeconds: spec.progressDeadlineSeconds ?? 600,
    },
  } satisfies Draft<Deployment>
}
