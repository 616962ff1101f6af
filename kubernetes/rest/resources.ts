/** How a resource of the API is addressed and what it can do, as discovery tells it. */
export interface ApiResource {
  /** Empty for the core group. */
  readonly group: string
  readonly version: string
  readonly name: string
  readonly singular: string
  readonly kind: string
  readonly namespaced: boolean
  readonly verbs: readonly string[]
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly subresources: readonly Subresource[]
}

/** A part of an object with a path of its own. */
export interface Subresource {
  readonly name: string
  /** The kind of its bodies, with group and version where they are not those of its resource. */
  readonly kind: string
  readonly group?: string
  readonly version?: string
  readonly verbs: readonly string[]
}

/** Every resource of 1.36, in the server's order: group and version, plural, singular, kind, scope, verbs, short names, categories, subresources. */
const table = `
core/v1 | bindings | binding | Binding | namespaced | create |  |  |
core/v1 | componentstatuses | componentstatus | ComponentStatus | cluster | get,list | cs |  |
core/v1 | configmaps | configmap | ConfigMap | namespaced | all | cm |  |
core/v1 | endpoints | endpoints | Endpoints | namespaced | all | ep |  |
core/v1 | events | event | Event | namespaced | all | ev |  |
core/v1 | limitranges | limitrange | LimitRange | namespaced | all | limits |  |
core/v1 | namespaces | namespace | Namespace | cluster | create,delete,get,list,patch,update,watch | ns |  | finalize=update status=get,patch,update
core/v1 | nodes | node | Node | cluster | all | no |  | proxy:NodeProxyOptions=create,delete,get,patch,update status=get,patch,update
core/v1 | persistentvolumeclaims | persistentvolumeclaim | PersistentVolumeClaim | namespaced | all | pvc |  | status=get,patch,update
core/v1 | persistentvolumes | persistentvolume | PersistentVolume | cluster | all | pv |  | status=get,patch,update
core/v1 | pods | pod | Pod | namespaced | all | po | all | attach:PodAttachOptions=create,get binding:Binding=create ephemeralcontainers=get,patch,update eviction:policy/v1/Eviction=create exec:PodExecOptions=create,get log=get portforward:PodPortForwardOptions=create,get proxy:PodProxyOptions=create,delete,get,patch,update resize=get,patch,update status=get,patch,update
core/v1 | podtemplates | podtemplate | PodTemplate | namespaced | all |  |  |
core/v1 | replicationcontrollers | replicationcontroller | ReplicationController | namespaced | all | rc | all | scale:autoscaling/v1/Scale=get,patch,update status=get,patch,update
core/v1 | resourcequotas | resourcequota | ResourceQuota | namespaced | all | quota |  | status=get,patch,update
core/v1 | secrets | secret | Secret | namespaced | all |  |  |
core/v1 | serviceaccounts | serviceaccount | ServiceAccount | namespaced | all | sa |  | token:authentication.k8s.io/v1/TokenRequest=create
core/v1 | services | service | Service | namespaced | all | svc | all | proxy:ServiceProxyOptions=create,delete,get,patch,update status=get,patch,update
apiregistration.k8s.io/v1 | apiservices | apiservice | APIService | cluster | all |  | api-extensions | status=get,patch,update
apps/v1 | controllerrevisions | controllerrevision | ControllerRevision | namespaced | all |  |  |
apps/v1 | daemonsets | daemonset | DaemonSet | namespaced | all | ds | all | status=get,patch,update
apps/v1 | deployments | deployment | Deployment | namespaced | all | deploy | all | scale:autoscaling/v1/Scale=get,patch,update status=get,patch,update
apps/v1 | replicasets | replicaset | ReplicaSet | namespaced | all | rs | all | scale:autoscaling/v1/Scale=get,patch,update status=get,patch,update
apps/v1 | statefulsets | statefulset | StatefulSet | namespaced | all | sts | all | scale:autoscaling/v1/Scale=get,patch,update status=get,patch,update
events.k8s.io/v1 | events | event | Event | namespaced | all | ev |  |
authentication.k8s.io/v1 | selfsubjectreviews | selfsubjectreview | SelfSubjectReview | cluster | create |  |  |
authentication.k8s.io/v1 | tokenreviews | tokenreview | TokenReview | cluster | create |  |  |
authorization.k8s.io/v1 | localsubjectaccessreviews | localsubjectaccessreview | LocalSubjectAccessReview | namespaced | create |  |  |
authorization.k8s.io/v1 | selfsubjectaccessreviews | selfsubjectaccessreview | SelfSubjectAccessReview | cluster | create |  |  |
authorization.k8s.io/v1 | selfsubjectrulesreviews | selfsubjectrulesreview | SelfSubjectRulesReview | cluster | create |  |  |
authorization.k8s.io/v1 | subjectaccessreviews | subjectaccessreview | SubjectAccessReview | cluster | create |  |  |
autoscaling/v2 | horizontalpodautoscalers | horizontalpodautoscaler | HorizontalPodAutoscaler | namespaced | all | hpa | all | status=get,patch,update
autoscaling/v1 | horizontalpodautoscalers | horizontalpodautoscaler | HorizontalPodAutoscaler | namespaced | all | hpa | all | status=get,patch,update
batch/v1 | cronjobs | cronjob | CronJob | namespaced | all | cj | all | status=get,patch,update
batch/v1 | jobs | job | Job | namespaced | all |  | all | status=get,patch,update
certificates.k8s.io/v1 | certificatesigningrequests | certificatesigningrequest | CertificateSigningRequest | cluster | all | csr |  | approval=get,patch,update status=get,patch,update
networking.k8s.io/v1 | ingressclasses | ingressclass | IngressClass | cluster | all |  |  |
networking.k8s.io/v1 | ingresses | ingress | Ingress | namespaced | all | ing |  | status=get,patch,update
networking.k8s.io/v1 | ipaddresses | ipaddress | IPAddress | cluster | all | ip |  |
networking.k8s.io/v1 | networkpolicies | networkpolicy | NetworkPolicy | namespaced | all | netpol |  |
networking.k8s.io/v1 | servicecidrs | servicecidr | ServiceCIDR | cluster | all |  |  | status=get,patch,update
policy/v1 | poddisruptionbudgets | poddisruptionbudget | PodDisruptionBudget | namespaced | all | pdb |  | status=get,patch,update
rbac.authorization.k8s.io/v1 | clusterrolebindings | clusterrolebinding | ClusterRoleBinding | cluster | all |  |  |
rbac.authorization.k8s.io/v1 | clusterroles | clusterrole | ClusterRole | cluster | all |  |  |
rbac.authorization.k8s.io/v1 | rolebindings | rolebinding | RoleBinding | namespaced | all |  |  |
rbac.authorization.k8s.io/v1 | roles | role | Role | namespaced | all |  |  |
storage.k8s.io/v1 | csidrivers | csidriver | CSIDriver | cluster | all |  |  |
storage.k8s.io/v1 | csinodes | csinode | CSINode | cluster | all |  |  |
storage.k8s.io/v1 | csistoragecapacities | csistoragecapacity | CSIStorageCapacity | namespaced | all |  |  |
storage.k8s.io/v1 | storageclasses | storageclass | StorageClass | cluster | all | sc |  |
storage.k8s.io/v1 | volumeattachments | volumeattachment | VolumeAttachment | cluster | all |  |  | status=get,patch,update
storage.k8s.io/v1 | volumeattributesclasses | volumeattributesclass | VolumeAttributesClass | cluster | all | vac |  |
admissionregistration.k8s.io/v1 | mutatingadmissionpolicies | mutatingadmissionpolicy | MutatingAdmissionPolicy | cluster | all |  | api-extensions |
admissionregistration.k8s.io/v1 | mutatingadmissionpolicybindings | mutatingadmissionpolicybinding | MutatingAdmissionPolicyBinding | cluster | all |  | api-extensions |
admissionregistration.k8s.io/v1 | mutatingwebhookconfigurations | mutatingwebhookconfiguration | MutatingWebhookConfiguration | cluster | all |  | api-extensions |
admissionregistration.k8s.io/v1 | validatingadmissionpolicies | validatingadmissionpolicy | ValidatingAdmissionPolicy | cluster | all |  | api-extensions | status=get,patch,update
admissionregistration.k8s.io/v1 | validatingadmissionpolicybindings | validatingadmissionpolicybinding | ValidatingAdmissionPolicyBinding | cluster | all |  | api-extensions |
admissionregistration.k8s.io/v1 | validatingwebhookconfigurations | validatingwebhookconfiguration | ValidatingWebhookConfiguration | cluster | all |  | api-extensions |
apiextensions.k8s.io/v1 | customresourcedefinitions | customresourcedefinition | CustomResourceDefinition | cluster | all | crd,crds | api-extensions | status=get,patch,update
scheduling.k8s.io/v1 | priorityclasses | priorityclass | PriorityClass | cluster | all | pc |  |
coordination.k8s.io/v1 | leases | lease | Lease | namespaced | all |  |  |
node.k8s.io/v1 | runtimeclasses | runtimeclass | RuntimeClass | cluster | all |  |  |
discovery.k8s.io/v1 | endpointslices | endpointslice | EndpointSlice | namespaced | all |  |  |
resource.k8s.io/v1 | deviceclasses | deviceclass | DeviceClass | cluster | all |  |  |
resource.k8s.io/v1 | resourceclaims | resourceclaim | ResourceClaim | namespaced | all |  |  | status=get,patch,update
resource.k8s.io/v1 | resourceclaimtemplates | resourceclaimtemplate | ResourceClaimTemplate | namespaced | all |  |  |
resource.k8s.io/v1 | resourceslices | resourceslice | ResourceSlice | cluster | all |  |  |
flowcontrol.apiserver.k8s.io/v1 | flowschemas | flowschema | FlowSchema | cluster | all |  |  | status=get,patch,update
flowcontrol.apiserver.k8s.io/v1 | prioritylevelconfigurations | prioritylevelconfiguration | PriorityLevelConfiguration | cluster | all |  |  | status=get,patch,update
`

const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

function words(text: string | undefined, separator: string): readonly string[] {
  return text ? text.split(separator) : []
}

function subresource(text: string, kind: string): Subresource {
  const [, name = '', other, verbs] = /^(\w+)(?::([^=]+))?=(.*)$/.exec(text) ?? []
  const [own, version, group] = (other ?? '').split('/').reverse()
  return { name, kind: own || kind, ...(version && group && { group, version }), verbs: words(verbs, ',') }
}

function parse(line: string): ApiResource {
  const [groupVersion = '', name = '', singular = '', kind = '', scope, verbs, shortNames, categories, subresources] = line.split('|').map(cell => cell.trim())
  const [group = '', version = ''] = groupVersion.split('/')
  return {
    group: group === 'core' ? '' : group,
    version,
    name,
    singular,
    kind,
    namespaced: scope === 'namespaced',
    verbs: verbs === 'all' ? allVerbs : words(verbs, ','),
    shortNames: words(shortNames, ','),
    categories: words(categories, ','),
    subresources: words(subresources, ' ').map(each => subresource(each, kind)),
  }
}

/** Every resource that discovery lists. */
export const resources: readonly ApiResource[] = table.trim().split('\n').map(parse)

const byPath = new Map(resources.map(resource => [`${resource.group}/${resource.version}/${resource.name}`, resource]))

/** The resource at a place; undefined if there is none. */
export function findResource(group: string, version: string, name: string): ApiResource | undefined {
  return byPath.get(`${group}/${version}/${name}`)
}

/** Group and version as objects write them in `apiVersion`. */
export function apiVersionOf({ group, version }: { readonly group: string, readonly version: string }): string {
  return group ? `${group}/${version}` : version
}

/** The resource as messages name it: `pods`, but `deployments.apps`. */
export function qualified({ group }: Pick<ApiResource, 'group'>, name: string): string {
  return group ? `${name}.${group}` : name
}
