import { goJson, isList, isObject, type Json, type JsonObject } from './json.ts'

/**
 * The fields of a Pod's specification as the API server holds it, in its order, type by type. What stands there of a
 * field that is not set is told by its mark: none is an empty text, `#` 0, `!` false, `?` nothing at all; a type's name
 * comes behind `?` or `[]` (a list of it), or behind `=` where it is always there. Source: pkg/apis/core/types.go.
 */
const table = `
PodSpec: Volumes[]Volume InitContainers[]Container Containers[]Container EphemeralContainers[]EphemeralContainer RestartPolicy TerminationGracePeriodSeconds? ActiveDeadlineSeconds? DNSPolicy NodeSelector? ServiceAccountName AutomountServiceAccountToken? NodeName SecurityContext?PodSecurityContext ImagePullSecrets[]Reference Hostname Subdomain SetHostnameAsFQDN? Affinity?Affinity SchedulerName Tolerations[]Toleration HostAliases[]HostAlias PriorityClassName Priority? PreemptionPolicy? DNSConfig?DNSConfig ReadinessGates[]ReadinessGate RuntimeClassName? Overhead? EnableServiceLinks? TopologySpreadConstraints[]TopologySpreadConstraint OS?Reference SchedulingGates[]Reference ResourceClaims[]PodResourceClaim Resources?ResourceRequirements HostnameOverride? SchedulingGroup?
Container: Name Image Command? Args? WorkingDir Ports[]ContainerPort EnvFrom[]EnvFrom Env[]Env Resources=ResourceRequirements ResizePolicy[]ResizePolicy RestartPolicy? RestartPolicyRules? VolumeMounts[]VolumeMount VolumeDevices[]VolumeDevice LivenessProbe?Probe ReadinessProbe?Probe StartupProbe?Probe Lifecycle?Lifecycle TerminationMessagePath TerminationMessagePolicy ImagePullPolicy SecurityContext?SecurityContext Stdin! StdinOnce! TTY!
EphemeralContainer: Name Image Command? Args? WorkingDir Ports[]ContainerPort EnvFrom[]EnvFrom Env[]Env Resources=ResourceRequirements ResizePolicy[]ResizePolicy RestartPolicy? RestartPolicyRules? VolumeMounts[]VolumeMount VolumeDevices[]VolumeDevice LivenessProbe?Probe ReadinessProbe?Probe StartupProbe?Probe Lifecycle?Lifecycle TerminationMessagePath TerminationMessagePolicy ImagePullPolicy SecurityContext?SecurityContext Stdin! StdinOnce! TTY! TargetContainerName
ContainerPort: Name HostPort# ContainerPort# Protocol HostIP
EnvFrom: Prefix ConfigMapRef?OptionalReference SecretRef?OptionalReference
Env: Name Value ValueFrom?EnvSource
EnvSource: FieldRef?FieldRef ResourceFieldRef?ResourceFieldRef ConfigMapKeyRef?KeyRef SecretKeyRef?KeyRef FileKeyRef?
FieldRef: APIVersion FieldPath
ResourceFieldRef: ContainerName Resource Divisor
KeyRef: Name Key Optional?
OptionalReference: Name Optional?
Reference: Name
ResourceRequirements: Limits? Requests? Claims[]Claim
Claim: Name Request
ResizePolicy: ResourceName RestartPolicy
VolumeMount: Name ReadOnly! RecursiveReadOnly? MountPath SubPath MountPropagation? SubPathExpr
VolumeDevice: Name DevicePath
Probe: Exec?Exec HTTPGet?HTTPGet TCPSocket?TCPSocket GRPC?GRPC InitialDelaySeconds# TimeoutSeconds# PeriodSeconds# SuccessThreshold# FailureThreshold# TerminationGracePeriodSeconds?
Lifecycle: PostStart?Handler PreStop?Handler StopSignal?
Handler: Exec?Exec HTTPGet?HTTPGet TCPSocket?TCPSocket Sleep?Sleep
Exec: Command?
HTTPGet: Path Port# Host Scheme HTTPHeaders[]Header
Header: Name Value
TCPSocket: Port# Host
GRPC: Port# Service?
Sleep: Seconds#
SecurityContext: Capabilities?Capabilities Privileged? SELinuxOptions? WindowsOptions? RunAsUser? RunAsGroup? RunAsNonRoot? ReadOnlyRootFilesystem? AllowPrivilegeEscalation? ProcMount? SeccompProfile?Profile AppArmorProfile?Profile
Capabilities: Add? Drop?
Profile: Type LocalhostProfile?
PodSecurityContext: HostNetwork! HostPID! HostIPC! ShareProcessNamespace? HostUsers? SELinuxOptions? WindowsOptions? RunAsUser? RunAsGroup? RunAsNonRoot? SupplementalGroups? SupplementalGroupsPolicy? FSGroup? FSGroupChangePolicy? Sysctls[]Header SeccompProfile?Profile AppArmorProfile?Profile SELinuxChangePolicy?
Toleration: Key Operator Value Effect TolerationSeconds?
HostAlias: IP Hostnames?
DNSConfig: Nameservers? Searches? Options[]DNSOption
DNSOption: Name Value?
ReadinessGate: ConditionType
PodResourceClaim: Name ResourceClaimName? ResourceClaimTemplateName?
TopologySpreadConstraint: MaxSkew# TopologyKey WhenUnsatisfiable LabelSelector? MinDomains? NodeAffinityPolicy? NodeTaintsPolicy? MatchLabelKeys?
Affinity: NodeAffinity?NodeAffinity PodAffinity?PodAffinity PodAntiAffinity?PodAffinity
NodeAffinity: RequiredDuringSchedulingIgnoredDuringExecution?NodeSelector PreferredDuringSchedulingIgnoredDuringExecution[]PreferredTerm
NodeSelector: NodeSelectorTerms[]NodeTerm
PreferredTerm: Weight# Preference=NodeTerm
NodeTerm: MatchExpressions[]Requirement MatchFields[]Requirement
Requirement: Key Operator Values?
PodAffinity: RequiredDuringSchedulingIgnoredDuringExecution[]PodTerm PreferredDuringSchedulingIgnoredDuringExecution[]WeightedTerm
WeightedTerm: Weight# PodAffinityTerm=PodTerm
PodTerm: LabelSelector? Namespaces? TopologyKey NamespaceSelector? MatchLabelKeys? MismatchLabelKeys?
Volume: Name HostPath?HostPath EmptyDir?EmptyDir GCEPersistentDisk? AWSElasticBlockStore? GitRepo? Secret?Secret NFS? ISCSI? Glusterfs? PersistentVolumeClaim?PersistentVolumeClaim RBD? Quobyte? FlexVolume? Cinder? CephFS? Flocker? DownwardAPI?DownwardAPI FC? AzureFile? ConfigMap?ConfigMap VsphereVolume? AzureDisk? PhotonPersistentDisk? Projected?Projected PortworxVolume? ScaleIO? StorageOS? CSI? Ephemeral? Image?
HostPath: Path Type?
EmptyDir: Medium SizeLimit?
Secret: SecretName Items[]Item DefaultMode? Optional?
ConfigMap: Name Items[]Item DefaultMode? Optional?
Item: Key Path Mode?
PersistentVolumeClaim: ClaimName ReadOnly!
DownwardAPI: Items[]DownwardItem DefaultMode?
DownwardItem: Path FieldRef?FieldRef ResourceFieldRef?ResourceFieldRef Mode?
Projected: Sources[]Projection DefaultMode?
Projection: Secret?ProjectedItems DownwardAPI?ProjectedDownward ConfigMap?ProjectedItems ServiceAccountToken?Token ClusterTrustBundle? PodCertificate?
ProjectedItems: Name Items[]Item Optional?
ProjectedDownward: Items[]DownwardItem
Token: Audience ExpirationSeconds# Path
`

interface Field {
  readonly name: string
  /** What stands there if the field is not set. */
  readonly unset: Json
  readonly type?: string
  readonly isList?: boolean
}

function fieldOf(text: string): Field {
  const [, name = '', mark = '', type] = /^(\w+?)(\?|\[\]|[#!=]|$)(\w*)$/.exec(text) ?? []
  const unset = mark === '' ? '' : mark === '#' ? 0 : mark === '!' ? false : mark === '=' ? {} : null
  return { name, unset, ...(type && { type }), ...(mark === '[]' && { isList: true }) }
}

const types: ReadonlyMap<string, readonly Field[]> = new Map(table.trim().split('\n').map((line) => {
  const [name = '', fields = ''] = line.split(': ')
  return [name, fields.split(' ').map(fieldOf)]
}))

function written(value: Json | undefined, { type, isList: many, unset }: Field): Json {
  if (value === undefined || value === null)
    return type && unset !== null ? struct({}, type) : unset
  if (many)
    return isList(value) ? value.map(each => type && isObject(each) ? struct(each, type) : each) : value
  return type && isObject(value) ? struct(value, type) : sorted(value)
}

/** A map as Go writes it: by the names in it. */
function sorted(value: Json): Json {
  return isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) : value
}

function struct(object: JsonObject, type: string): JsonObject {
  const named = new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]))
  return Object.fromEntries((types.get(type) ?? []).map(field => [field.name, written(named.get(field.name.toLowerCase()), field)]))
}

/** What the host shares with a Pod stands in its security context there. */
const ofSecurity = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'hostUsers']

/** A Pod's specification as the API server writes what it holds: a line for each field, one space for each level. */
export function internalPodSpec(spec: JsonObject): readonly string[] {
  const shared = Object.fromEntries(ofSecurity.flatMap(name => spec[name] === undefined ? [] : [[name, spec[name]]]))
  const isShared = isObject(spec.securityContext) || Object.keys(shared).length > 0
  const security = isShared ? { securityContext: { ...isObject(spec.securityContext) && spec.securityContext, ...shared } } : {}
  return goJson(struct({ ...spec, ...security }, 'PodSpec'), 1).split('\n')
}
