import type { JsonObject } from './json.ts'

/** What an object of a kind holds that holds nothing: members that are written even so. A bookmark is such an object. */
export const emptyFields: Readonly<Record<string, JsonObject>> = {
  'Pod': { spec: { containers: null }, status: {} },
  'Deployment': { spec: { selector: null, template: { metadata: {}, spec: { containers: null } }, strategy: {} }, status: {} },
  'ReplicaSet': { spec: { selector: null, template: { metadata: {}, spec: { containers: null } } }, status: { replicas: 0 } },
  'Service': { spec: {}, status: { loadBalancer: {} } },
  'Namespace': { spec: {}, status: {} },
  'Node': { spec: {}, status: { daemonEndpoints: { kubeletEndpoint: { Port: 0 } }, nodeInfo: { machineID: '', systemUUID: '', bootID: '', kernelVersion: '', osImage: '', containerRuntimeVersion: '', kubeletVersion: '', kubeProxyVersion: '', operatingSystem: '', architecture: '' } } },
  'Lease': { spec: {} },
  'EndpointSlice': { addressType: '', endpoints: null, ports: null },
  'Event': { involvedObject: {}, source: {}, firstTimestamp: null, lastTimestamp: null, eventTime: null, reportingComponent: '', reportingInstance: '' },
  'events.k8s.io Event': { eventTime: null, regarding: {}, deprecatedSource: {}, deprecatedFirstTimestamp: null, deprecatedLastTimestamp: null },
  'Role': { rules: null },
  'ClusterRole': { rules: null },
  'RoleBinding': { roleRef: { apiGroup: '', kind: '', name: '' } },
  'ClusterRoleBinding': { roleRef: { apiGroup: '', kind: '', name: '' } },
}
