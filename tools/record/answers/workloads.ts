import type { JsonObject } from '../types.ts'
import { image as defaultImage, deployment as deploymentName, namespace, podTemplateHash, replicaSet as replicaSetName } from '../names.ts'

/** Every object has one; no recorded command prints it. */
const creationTimestamp = '2026-01-01T00:00:00Z'

const uids = {
  Deployment: '5d1c7a52-7a0e-4f5e-9a3b-0f1d8a3c6e01',
  ReplicaSet: '5d1c7a52-7a0e-4f5e-9a3b-0f1d8a3c6e02',
  Pod: '5d1c7a52-7a0e-4f5e-9a3b-0f1d8a3c6e03',
} as const

const labels = { app: deploymentName }
const hashedLabels = { ...labels, 'pod-template-hash': podTemplateHash }

/** What the Deployment of the scenarios may differ in. */
export interface DeploymentState {
  readonly image?: string
  readonly resourceVersion?: string
  /** Empty in the answer to its creation: no controller has seen it yet. */
  readonly status?: JsonObject
}

/** The Deployment of three replicas as the server gives it back, defaults filled in. */
export function deployment({ image = defaultImage, resourceVersion = '1001', status = {} }: DeploymentState = {}): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: deploymentName, namespace, uid: uids.Deployment, resourceVersion, generation: 1, creationTimestamp, labels },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec(image) },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status,
  }
}

/** The Deployment's ReplicaSet while none of its three Pods could be created, for the reason in `message`. */
export function replicaSetWithoutPods(message: string): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: replicaSetName,
      namespace,
      uid: uids.ReplicaSet,
      resourceVersion: '1002',
      generation: 1,
      creationTimestamp,
      labels: hashedLabels,
      annotations: {
        'deployment.kubernetes.io/desired-replicas': '3',
        'deployment.kubernetes.io/max-replicas': '4',
        'deployment.kubernetes.io/revision': '1',
      },
      ownerReferences: [ownerReference('Deployment', deploymentName)],
    },
    spec: {
      replicas: 3,
      selector: { matchLabels: hashedLabels },
      template: { metadata: { labels: hashedLabels }, spec: podSpec(defaultImage) },
    },
    status: {
      replicas: 0,
      observedGeneration: 1,
      conditions: [{ type: 'ReplicaFailure', status: 'True', lastTransitionTime: creationTimestamp, reason: 'FailedCreate', message }],
    },
  }
}

/** A Pod of the ReplicaSet. On a node it is running; on none it waits, for the reason given. */
export function pod(name: string, at: { readonly node: string } | { readonly unschedulable: string }): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: uids.Pod,
      resourceVersion: '1003',
      creationTimestamp,
      generateName: `${replicaSetName}-`,
      labels: hashedLabels,
      ownerReferences: [ownerReference('ReplicaSet', replicaSetName)],
    },
    spec: { ...admitted(podSpec(defaultImage)), ...'node' in at && { nodeName: at.node } },
    status: 'node' in at
      ? { phase: 'Running', qosClass: 'BestEffort', conditions: [{ type: 'PodScheduled', status: 'True' }, { type: 'Ready', status: 'True' }] }
      : { phase: 'Pending', qosClass: 'BestEffort', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: at.unschedulable }] },
  }
}

/** A Pod without an owner, just created. */
export function podWithoutOwner(name: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, uid: uids.Pod, resourceVersion: '1003', creationTimestamp, labels: { run: name } },
    spec: { ...admitted(podSpec(defaultImage)) },
    status: { phase: 'Pending', qosClass: 'BestEffort' },
  }
}

/** The object while it is being deleted: the server has set the two fields, nothing more. */
export function deleting(object: JsonObject): JsonObject {
  return {
    ...object,
    metadata: { ...object.metadata as JsonObject, resourceVersion: '1010', deletionTimestamp: creationTimestamp, deletionGracePeriodSeconds: 30 },
  }
}

function ownerReference(kind: 'Deployment' | 'ReplicaSet', name: string): JsonObject {
  return { apiVersion: 'apps/v1', kind, name, uid: uids[kind], controller: true, blockOwnerDeletion: true }
}

function podSpec(image: string): { readonly containers: readonly [JsonObject], readonly [key: string]: JsonObject[string] } {
  return {
    containers: [{ name: 'nginx', image, imagePullPolicy: 'Always', resources: {}, terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' }],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  }
}

/** What mutating admission adds to a Pod: the ServiceAccount with its token, and the two tolerations of 300 seconds. */
function admitted(spec: ReturnType<typeof podSpec>): JsonObject {
  const volume = 'kube-api-access-9tjqx'
  const [container] = spec.containers
  return {
    ...spec,
    serviceAccountName: 'default',
    containers: [{ ...container, volumeMounts: [{ name: volume, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }] }],
    volumes: [{
      name: volume,
      projected: {
        defaultMode: 420,
        sources: [
          { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
          { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
          { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
        ],
      },
    }],
    tolerations: ['not-ready', 'unreachable'].map(state => ({ key: `node.kubernetes.io/${state}`, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 })),
  }
}
