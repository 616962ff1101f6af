import { podReadyText, podRestartsText, podStatusText } from '../kubectl/printer.ts'
import type { Pod } from '../api/objects.ts'
import { at, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from './json.ts'
import { addressOf, ageOf, asCoreEvent, atMostThree, containersOf, endpointTexts, lastSeen, mapText, nameOf, nodeRoles, nodeStatusText, none, portsText, selectorText, since } from './table-cells.ts'

/** A column of a table; of those with a priority `-o wide` alone shows the cells. */
export interface Column {
  readonly name: string
  readonly type?: 'integer'
  readonly wide?: true
  /** The field that it tells of, whose description is the column's: a model and a member. */
  readonly of?: readonly [model: string, field: string]
  readonly description?: string
}

/** How the objects of a kind are shown as rows. */
export interface Layout {
  readonly columns: readonly Column[]
  readonly cells: (object: JsonObject, now: number) => readonly Json[]
}

const nameColumn: Column = { name: 'Name', of: ['V1ObjectMeta', 'name'] }
const ageColumn: Column = { name: 'Age', of: ['V1ObjectMeta', 'creationTimestamp'] }

function workloadColumns(model: string): readonly Column[] {
  return [
    { name: 'Containers', wide: true, description: 'Names of each container in the template.' },
    { name: 'Images', wide: true, description: 'Images referenced by each container in the template.' },
    { name: 'Selector', wide: true, of: [model, 'selector'] },
  ]
}

/** That of a kind that has none of its own. */
export const plainLayout: Layout = { columns: [nameColumn, ageColumn], cells: (object, now) => [nameOf(object), ageOf(object, now)] }

/** The layouts of kinds. Source: pkg/printers/internalversion/printers.go. */
export const layouts: Readonly<Record<string, Layout>> = {
  Pod: {
    columns: [
      nameColumn,
      { name: 'Ready', description: 'The aggregate readiness state of this pod for accepting traffic.' },
      { name: 'Status', description: 'The aggregate status of the containers in this pod.' },
      { name: 'Restarts', description: 'The number of times the containers in this pod have been restarted and when the last container in this pod has restarted.' },
      ageColumn,
      { name: 'IP', wide: true, of: ['V1PodStatus', 'podIP'] },
      { name: 'Node', wide: true, of: ['V1PodSpec', 'nodeName'] },
      { name: 'Nominated Node', wide: true, of: ['V1PodStatus', 'nominatedNodeName'] },
      { name: 'Readiness Gates', wide: true, of: ['V1PodSpec', 'readinessGates'] },
    ],
    cells: (object, now) => {
      const pod = object as unknown as Pod
      return [nameOf(object), podReadyText(pod), podStatusText(pod), podRestartsText(pod, now), ageOf(object, now), textAt(object, 'status', 'podIP') || none, textAt(object, 'spec', 'nodeName') || none, textAt(object, 'status', 'nominatedNodeName') || none, none]
    },
  },
  Deployment: {
    columns: [
      nameColumn,
      { name: 'Ready', description: 'Number of the pod with ready state' },
      { name: 'Up-to-date', of: ['V1DeploymentStatus', 'updatedReplicas'] },
      { name: 'Available', of: ['V1DeploymentStatus', 'availableReplicas'] },
      ageColumn,
      ...workloadColumns('V1DeploymentSpec'),
    ],
    cells: (object, now) => {
      const spec = objectAt(object, 'spec')
      const count = (name: string): number => numberAt(object, 'status', name) ?? 0
      return [nameOf(object), `${count('readyReplicas')}/${numberAt(spec, 'replicas') ?? 0}`, count('updatedReplicas'), count('availableReplicas'), ageOf(object, now), ...containersOf(spec), selectorText(spec.selector)]
    },
  },
  ReplicaSet: {
    columns: [
      nameColumn,
      { name: 'Desired', type: 'integer', of: ['V1ReplicaSetSpec', 'replicas'] },
      { name: 'Current', type: 'integer', of: ['V1ReplicaSetStatus', 'replicas'] },
      { name: 'Ready', type: 'integer', of: ['V1ReplicaSetStatus', 'readyReplicas'] },
      ageColumn,
      ...workloadColumns('V1ReplicaSetSpec'),
    ],
    cells: (object, now) => {
      const spec = objectAt(object, 'spec')
      return [nameOf(object), numberAt(spec, 'replicas') ?? 0, numberAt(object, 'status', 'replicas') ?? 0, numberAt(object, 'status', 'readyReplicas') ?? 0, ageOf(object, now), ...containersOf(spec), selectorText(spec.selector)]
    },
  },
  Node: {
    columns: [
      nameColumn,
      { name: 'Status', description: 'The status of the node' },
      { name: 'Roles', description: 'The roles of the node' },
      ageColumn,
      { name: 'Version', of: ['V1NodeSystemInfo', 'kubeletVersion'] },
      { name: 'Internal-IP', wide: true, of: ['V1NodeStatus', 'addresses'] },
      { name: 'External-IP', wide: true, of: ['V1NodeStatus', 'addresses'] },
      { name: 'OS-Image', wide: true, of: ['V1NodeSystemInfo', 'osImage'] },
      { name: 'Kernel-Version', wide: true, of: ['V1NodeSystemInfo', 'kernelVersion'] },
      { name: 'Container-Runtime', wide: true, of: ['V1NodeSystemInfo', 'containerRuntimeVersion'] },
    ],
    cells: (object, now) => {
      const info = (name: string): string => textAt(object, 'status', 'nodeInfo', name) || '<unknown>'
      return [nameOf(object), nodeStatusText(object), nodeRoles(object), ageOf(object, now), textAt(object, 'status', 'nodeInfo', 'kubeletVersion'), addressOf(object, 'InternalIP'), addressOf(object, 'ExternalIP'), info('osImage'), `${info('kernelVersion')} (${info('architecture')})`, info('containerRuntimeVersion')]
    },
  },
  Service: {
    columns: [
      nameColumn,
      { name: 'Type', of: ['V1ServiceSpec', 'type'] },
      { name: 'Cluster-IP', of: ['V1ServiceSpec', 'clusterIP'] },
      { name: 'External-IP', of: ['V1ServiceSpec', 'externalIPs'] },
      { name: 'Port(s)', of: ['V1ServiceSpec', 'ports'] },
      ageColumn,
      { name: 'Selector', wide: true, of: ['V1ServiceSpec', 'selector'] },
    ],
    cells: (object, now) => {
      const spec = objectAt(object, 'spec')
      const type = textAt(spec, 'type')
      const external = textAt(spec, 'externalName') || listAt(spec, 'externalIPs').join(',') || (type === 'LoadBalancer' ? '<pending>' : none)
      return [nameOf(object), type, textAt(spec, 'clusterIP') || none, external, portsText(listAt(spec, 'ports')), ageOf(object, now), mapText(objectAt(spec, 'selector'))]
    },
  },
  EndpointSlice: {
    columns: [nameColumn, { name: 'AddressType', of: ['V1EndpointSlice', 'addressType'] }, { name: 'Ports', of: ['V1EndpointSlice', 'ports'] }, { name: 'Endpoints', of: ['V1EndpointSlice', 'endpoints'] }, ageColumn],
    cells: (object, now) => {
      const ports = listAt(object, 'ports').map(port => String(at(port, 'port') ?? '*'))
      const addresses = listAt(object, 'endpoints').flatMap(endpoint => listAt(endpoint, 'addresses').map(String))
      return [nameOf(object), textAt(object, 'addressType'), ports.length > 0 ? atMostThree(ports) : '<unset>', addresses.length > 0 ? atMostThree(addresses) : '<unset>', ageOf(object, now)]
    },
  },
  Endpoints: {
    columns: [nameColumn, { name: 'Endpoints', of: ['V1Endpoints', 'subsets'] }, ageColumn],
    cells: (object, now) => [nameOf(object), atMostThree(endpointTexts(object)), ageOf(object, now)],
  },
  Event: {
    columns: [
      { name: 'Last Seen', of: ['CoreV1Event', 'lastTimestamp'] },
      { name: 'Type', of: ['CoreV1Event', 'type'] },
      { name: 'Reason', of: ['CoreV1Event', 'reason'] },
      { name: 'Object', of: ['CoreV1Event', 'involvedObject'] },
      { name: 'Subobject', wide: true, of: ['V1ObjectReference', 'fieldPath'] },
      { name: 'Source', wide: true, of: ['CoreV1Event', 'source'] },
      { name: 'Message', of: ['CoreV1Event', 'message'] },
      { name: 'First Seen', wide: true, of: ['CoreV1Event', 'firstTimestamp'] },
      { name: 'Count', wide: true, of: ['CoreV1Event', 'count'] },
      { ...nameColumn, wide: true },
    ],
    cells: (given, now) => {
      const object = asCoreEvent(given)
      const about = objectAt(object, 'involvedObject')
      const source = [textAt(object, 'source', 'component') || textAt(object, 'reportingComponent'), textAt(object, 'source', 'host') || textAt(object, 'reportingInstance')].filter(Boolean).join(', ')
      const first = textAt(object, 'firstTimestamp') || textAt(object, 'eventTime') || lastSeen(object)
      return [since(lastSeen(object), now), textAt(object, 'type'), textAt(object, 'reason'), `${textAt(about, 'kind').toLowerCase()}/${textAt(about, 'name')}`, textAt(about, 'fieldPath'), source, textAt(object, 'message').trim(), since(first, now), numberAt(object, 'count') ?? 1, nameOf(object)]
    },
  },
  Lease: {
    columns: [nameColumn, { name: 'Holder', of: ['V1LeaseSpec', 'holderIdentity'] }, ageColumn],
    cells: (object, now) => [nameOf(object), textAt(object, 'spec', 'holderIdentity'), ageOf(object, now)],
  },
  Namespace: {
    columns: [nameColumn, { name: 'Status', description: 'The status of the namespace' }, ageColumn],
    cells: (object, now) => [nameOf(object), textAt(object, 'status', 'phase'), ageOf(object, now)],
  },
  ConfigMap: {
    columns: [nameColumn, { name: 'Data', of: ['V1ConfigMap', 'data'] }, ageColumn],
    cells: (object, now) => [nameOf(object), Object.keys(objectAt(object, 'data')).length + Object.keys(objectAt(object, 'binaryData')).length, ageOf(object, now)],
  },
  Secret: {
    columns: [nameColumn, { name: 'Type', of: ['V1Secret', 'type'] }, { name: 'Data', of: ['V1Secret', 'data'] }, ageColumn],
    cells: (object, now) => [nameOf(object), textAt(object, 'type'), Object.keys(objectAt(object, 'data')).length, ageOf(object, now)],
  },
  Role: { columns: [nameColumn, { name: 'Created At', of: ['V1ObjectMeta', 'creationTimestamp'] }], cells: object => [nameOf(object), textAt(object, 'metadata', 'creationTimestamp')] },
  ClusterRole: { columns: [nameColumn, { name: 'Created At', of: ['V1ObjectMeta', 'creationTimestamp'] }], cells: object => [nameOf(object), textAt(object, 'metadata', 'creationTimestamp')] },
  RoleBinding: bindingLayout('V1RoleBinding'),
  ClusterRoleBinding: bindingLayout('V1ClusterRoleBinding'),
  ValidatingAdmissionPolicy: {
    columns: [nameColumn, { name: 'Validations', type: 'integer', description: 'Validations indicates the number of validation rules defined in this configuration' }, { name: 'ParamKind', description: 'ParamKind specifies the kind of resources used to parameterize this policy' }, ageColumn],
    cells: (object, now) => [nameOf(object), listAt(object, 'spec', 'validations').length, textAt(object, 'spec', 'paramKind', 'kind') ? `${textAt(object, 'spec', 'paramKind', 'apiVersion')}/${textAt(object, 'spec', 'paramKind', 'kind')}` : '<unset>', ageOf(object, now)],
  },
  ValidatingAdmissionPolicyBinding: {
    columns: [nameColumn, { name: 'PolicyName', description: 'PolicyName indicates the policy definition which the policy binding binded to' }, { name: 'ParamRef', description: 'ParamRef indicates the param resource which sets the configration param' }, ageColumn],
    cells: (object, now) => [nameOf(object), textAt(object, 'spec', 'policyName'), textAt(object, 'spec', 'paramRef', 'name') || '<unset>', ageOf(object, now)],
  },
  HorizontalPodAutoscaler: {
    columns: [
      nameColumn,
      { name: 'Reference', of: ['V2HorizontalPodAutoscalerSpec', 'scaleTargetRef'] },
      { name: 'Targets', of: ['V2HorizontalPodAutoscalerSpec', 'metrics'] },
      { name: 'MinPods', of: ['V2HorizontalPodAutoscalerSpec', 'minReplicas'] },
      { name: 'MaxPods', of: ['V2HorizontalPodAutoscalerSpec', 'maxReplicas'] },
      { name: 'Replicas', of: ['V2HorizontalPodAutoscalerStatus', 'currentReplicas'] },
      ageColumn,
    ],
    cells: (object, now) => {
      const spec = objectAt(object, 'spec')
      const target = listAt(spec, 'metrics').map(metric => `${textAt(metric, 'resource', 'name')}: <unknown>/${numberAt(metric, 'resource', 'target', 'averageUtilization') ?? 0}%`).join(', ')
      return [nameOf(object), `${textAt(spec, 'scaleTargetRef', 'kind')}/${textAt(spec, 'scaleTargetRef', 'name')}`, target || none, String(numberAt(spec, 'minReplicas') ?? '<unset>'), numberAt(spec, 'maxReplicas') ?? 0, numberAt(object, 'status', 'currentReplicas') ?? 0, ageOf(object, now)]
    },
  },
  Scale: {
    columns: [nameColumn, { name: 'Desired', type: 'integer', of: ['V1ScaleSpec', 'replicas'] }, { name: 'Available', type: 'integer', of: ['V1ScaleStatus', 'replicas'] }, ageColumn],
    cells: (object, now) => [nameOf(object), numberAt(object, 'spec', 'replicas') ?? 0, numberAt(object, 'status', 'replicas') ?? 0, ageOf(object, now)],
  },
  PriorityClass: {
    columns: [nameColumn, { name: 'Value', of: ['V1PriorityClass', 'value'] }, { name: 'Global-Default', of: ['V1PriorityClass', 'globalDefault'] }, ageColumn, { name: 'PreemptionPolicy', of: ['V1PriorityClass', 'preemptionPolicy'] }],
    cells: (object, now) => [nameOf(object), numberAt(object, 'value') ?? 0, object.globalDefault === true, ageOf(object, now), textAt(object, 'preemptionPolicy')],
  },
  ComponentStatus: {
    columns: [nameColumn, { name: 'Status', description: 'Status of the component conditions' }, { name: 'Message', description: 'Message of the component conditions' }, { name: 'Error', description: 'Error of the component conditions' }],
    cells: (object) => {
      const [condition] = listAt(object, 'conditions')
      return [nameOf(object), textAt(condition, 'status') === 'True' ? 'Healthy' : 'Unhealthy', textAt(condition, 'message'), textAt(condition, 'error')]
    },
  },
}

function bindingLayout(model: string): Layout {
  const subjects = (object: JsonObject, kind: string): string => listAt(object, 'subjects').filter(each => textAt(each, 'kind') === kind).map(each => kind === 'ServiceAccount' ? `${textAt(each, 'namespace')}/${textAt(each, 'name')}` : textAt(each, 'name')).join(', ')
  return {
    columns: [nameColumn, { name: 'Role', of: [model, 'roleRef'] }, ageColumn, { name: 'Users', wide: true, description: 'Users in the roleBinding' }, { name: 'Groups', wide: true, description: 'Groups in the roleBinding' }, { name: 'ServiceAccounts', wide: true, description: 'ServiceAccounts in the roleBinding' }],
    cells: (object, now) => [nameOf(object), `${textAt(object, 'roleRef', 'kind')}/${textAt(object, 'roleRef', 'name')}`, ageOf(object, now), subjects(object, 'User'), subjects(object, 'Group'), subjects(object, 'ServiceAccount')],
  }
}
