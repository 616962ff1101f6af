import type { PodTemplate } from '../api/objects.ts'
import { fnv32, safeEncode } from '../engine/random.ts'
import { withDefaults } from './defaults.ts'
import { isList, isObject, type Json, type JsonObject, objectAt } from './json.ts'

/**
 * The fields of a Pod template in Go, in their order, type by type. A mark says of which type a field is: none of text,
 * `#` and `^` of a number of 32 and 64 bits, `!` of yes or no, `~` of another kind of text, `=` of a type of this table,
 * `&` of one whose fields stand among those around them, `?` of one that may be left out, `[]` of a list, `{}` of texts by
 * name, `%` of resources by name. Sources: api/core/v1/types.go, apimachinery/pkg/apis/meta/v1/types.go.
 */
const table = `
PodTemplateSpec: ObjectMeta=ObjectMeta Spec=PodSpec
ObjectMeta: Name GenerateName Namespace SelfLink UID~types.UID ResourceVersion Generation^ CreationTimestamp=Time DeletionTimestamp?Time DeletionGracePeriodSeconds?int64 Labels{} Annotations{} OwnerReferences[]OwnerReference Finalizers[]string ManagedFields[]ManagedFieldsEntry
PodSpec: Volumes[]Volume InitContainers[]Container Containers[]Container EphemeralContainers[]EphemeralContainer RestartPolicy~RestartPolicy TerminationGracePeriodSeconds?int64 ActiveDeadlineSeconds?int64 DNSPolicy~DNSPolicy NodeSelector{} ServiceAccountName DeprecatedServiceAccount AutomountServiceAccountToken?bool NodeName HostNetwork! HostPID! HostIPC! ShareProcessNamespace?bool SecurityContext?PodSecurityContext ImagePullSecrets[]LocalObjectReference Hostname Subdomain Affinity?Affinity SchedulerName Tolerations[]Toleration HostAliases[]HostAlias PriorityClassName Priority?int32 DNSConfig?PodDNSConfig ReadinessGates[]PodReadinessGate RuntimeClassName?string EnableServiceLinks?bool PreemptionPolicy?PreemptionPolicy Overhead% TopologySpreadConstraints[]TopologySpreadConstraint SetHostnameAsFQDN?bool OS?PodOS HostUsers?bool SchedulingGates[]PodSchedulingGate ResourceClaims[]PodResourceClaim Resources?ResourceRequirements HostnameOverride?string SchedulingGroup?PodSchedulingGroup
Container: Name Image Command[]string Args[]string WorkingDir Ports[]ContainerPort EnvFrom[]EnvFromSource Env[]EnvVar Resources=ResourceRequirements ResizePolicy[]ContainerResizePolicy RestartPolicy?ContainerRestartPolicy RestartPolicyRules[]ContainerRestartRule VolumeMounts[]VolumeMount VolumeDevices[]VolumeDevice LivenessProbe?Probe ReadinessProbe?Probe StartupProbe?Probe Lifecycle?Lifecycle TerminationMessagePath TerminationMessagePolicy~TerminationMessagePolicy ImagePullPolicy~PullPolicy SecurityContext?SecurityContext Stdin! StdinOnce! TTY!
ContainerPort: Name HostPort# ContainerPort# Protocol~Protocol HostIP
EnvFromSource: Prefix ConfigMapRef?ConfigMapEnvSource SecretRef?SecretEnvSource
ConfigMapEnvSource: LocalObjectReference& Optional?bool
SecretEnvSource: LocalObjectReference& Optional?bool
EnvVar: Name Value ValueFrom?EnvVarSource
EnvVarSource: FieldRef?ObjectFieldSelector ResourceFieldRef?ResourceFieldSelector ConfigMapKeyRef?ConfigMapKeySelector SecretKeyRef?SecretKeySelector FileKeyRef?FileKeySelector
ObjectFieldSelector: APIVersion FieldPath
ResourceFieldSelector: ContainerName Resource Divisor=resource.Quantity
ConfigMapKeySelector: LocalObjectReference& Key Optional?bool
SecretKeySelector: LocalObjectReference& Key Optional?bool
LocalObjectReference: Name
ResourceRequirements: Limits% Requests% Claims[]ResourceClaim
ResourceClaim: Name Request
ContainerResizePolicy: ResourceName~ResourceName RestartPolicy~ResourceResizeRestartPolicy
VolumeMount: Name ReadOnly! RecursiveReadOnly?RecursiveReadOnlyMode MountPath SubPath MountPropagation?MountPropagationMode SubPathExpr
VolumeDevice: Name DevicePath
Probe: ProbeHandler& InitialDelaySeconds# TimeoutSeconds# PeriodSeconds# SuccessThreshold# FailureThreshold# TerminationGracePeriodSeconds?int64
ProbeHandler: Exec?ExecAction HTTPGet?HTTPGetAction TCPSocket?TCPSocketAction GRPC?GRPCAction
Lifecycle: PostStart?LifecycleHandler PreStop?LifecycleHandler StopSignal?Signal
LifecycleHandler: Exec?ExecAction HTTPGet?HTTPGetAction TCPSocket?TCPSocketAction Sleep?SleepAction
ExecAction: Command[]string
HTTPGetAction: Path Port=intstr.IntOrString Host Scheme~URIScheme HTTPHeaders[]HTTPHeader
HTTPHeader: Name Value
TCPSocketAction: Port=intstr.IntOrString Host
GRPCAction: Port# Service?string
SleepAction: Seconds^
SecurityContext: Capabilities?Capabilities Privileged?bool SELinuxOptions?SELinuxOptions WindowsOptions?WindowsSecurityContextOptions RunAsUser?int64 RunAsGroup?int64 RunAsNonRoot?bool ReadOnlyRootFilesystem?bool AllowPrivilegeEscalation?bool ProcMount?ProcMountType SeccompProfile?SeccompProfile AppArmorProfile?AppArmorProfile
Capabilities: Add[]Capability Drop[]Capability
PodSecurityContext: SELinuxOptions?SELinuxOptions WindowsOptions?WindowsSecurityContextOptions RunAsUser?int64 RunAsGroup?int64 RunAsNonRoot?bool SupplementalGroups[]int64 SupplementalGroupsPolicy?SupplementalGroupsPolicy FSGroup?int64 Sysctls[]Sysctl FSGroupChangePolicy?PodFSGroupChangePolicy SeccompProfile?SeccompProfile AppArmorProfile?AppArmorProfile SELinuxChangePolicy?PodSELinuxChangePolicy
SELinuxOptions: User Role Type Level
SeccompProfile: Type~SeccompProfileType LocalhostProfile?string
AppArmorProfile: Type~AppArmorProfileType LocalhostProfile?string
Sysctl: Name Value
Toleration: Key Operator~TolerationOperator Value Effect~TaintEffect TolerationSeconds?int64
HostAlias: IP Hostnames[]string
PodDNSConfig: Nameservers[]string Searches[]string Options[]PodDNSConfigOption
PodDNSConfigOption: Name Value?string
PodReadinessGate: ConditionType~PodConditionType
PodOS: Name~OSName
PodSchedulingGate: Name
TopologySpreadConstraint: MaxSkew# TopologyKey WhenUnsatisfiable~UnsatisfiableConstraintAction LabelSelector?LabelSelector MinDomains?int32 NodeAffinityPolicy?NodeInclusionPolicy NodeTaintsPolicy?NodeInclusionPolicy MatchLabelKeys[]string
LabelSelector: MatchLabels{} MatchExpressions[]LabelSelectorRequirement
LabelSelectorRequirement: Key Operator~LabelSelectorOperator Values[]string
Affinity: NodeAffinity?NodeAffinity PodAffinity?PodAffinity PodAntiAffinity?PodAntiAffinity
NodeAffinity: RequiredDuringSchedulingIgnoredDuringExecution?NodeSelector PreferredDuringSchedulingIgnoredDuringExecution[]PreferredSchedulingTerm
NodeSelector: NodeSelectorTerms[]NodeSelectorTerm
NodeSelectorTerm: MatchExpressions[]NodeSelectorRequirement MatchFields[]NodeSelectorRequirement
NodeSelectorRequirement: Key Operator~NodeSelectorOperator Values[]string
PreferredSchedulingTerm: Weight# Preference=NodeSelectorTerm
PodAffinity: RequiredDuringSchedulingIgnoredDuringExecution[]PodAffinityTerm PreferredDuringSchedulingIgnoredDuringExecution[]WeightedPodAffinityTerm
PodAntiAffinity: RequiredDuringSchedulingIgnoredDuringExecution[]PodAffinityTerm PreferredDuringSchedulingIgnoredDuringExecution[]WeightedPodAffinityTerm
PodAffinityTerm: LabelSelector?LabelSelector Namespaces[]string TopologyKey NamespaceSelector?LabelSelector MatchLabelKeys[]string MismatchLabelKeys[]string
WeightedPodAffinityTerm: Weight# PodAffinityTerm=PodAffinityTerm
Volume: Name VolumeSource&
VolumeSource: HostPath?HostPathVolumeSource EmptyDir?EmptyDirVolumeSource GCEPersistentDisk?GCEPersistentDiskVolumeSource AWSElasticBlockStore?AWSElasticBlockStoreVolumeSource GitRepo?GitRepoVolumeSource Secret?SecretVolumeSource NFS?NFSVolumeSource ISCSI?ISCSIVolumeSource Glusterfs?GlusterfsVolumeSource PersistentVolumeClaim?PersistentVolumeClaimVolumeSource RBD?RBDVolumeSource FlexVolume?FlexVolumeSource Cinder?CinderVolumeSource CephFS?CephFSVolumeSource Flocker?FlockerVolumeSource DownwardAPI?DownwardAPIVolumeSource FC?FCVolumeSource AzureFile?AzureFileVolumeSource ConfigMap?ConfigMapVolumeSource VsphereVolume?VsphereVirtualDiskVolumeSource Quobyte?QuobyteVolumeSource AzureDisk?AzureDiskVolumeSource PhotonPersistentDisk?PhotonPersistentDiskVolumeSource Projected?ProjectedVolumeSource PortworxVolume?PortworxVolumeSource ScaleIO?ScaleIOVolumeSource StorageOS?StorageOSVolumeSource CSI?CSIVolumeSource Ephemeral?EphemeralVolumeSource Image?ImageVolumeSource
HostPathVolumeSource: Path Type?HostPathType
EmptyDirVolumeSource: Medium~StorageMedium SizeLimit?resource.Quantity
SecretVolumeSource: SecretName Items[]KeyToPath DefaultMode?int32 Optional?bool
ConfigMapVolumeSource: LocalObjectReference& Items[]KeyToPath DefaultMode?int32 Optional?bool
KeyToPath: Key Path Mode?int32
PersistentVolumeClaimVolumeSource: ClaimName ReadOnly!
DownwardAPIVolumeSource: Items[]DownwardAPIVolumeFile DefaultMode?int32
DownwardAPIVolumeFile: Path FieldRef?ObjectFieldSelector ResourceFieldRef?ResourceFieldSelector Mode?int32
ProjectedVolumeSource: Sources[]VolumeProjection DefaultMode?int32
VolumeProjection: Secret?SecretProjection DownwardAPI?DownwardAPIProjection ConfigMap?ConfigMapProjection ServiceAccountToken?ServiceAccountTokenProjection ClusterTrustBundle?ClusterTrustBundleProjection PodCertificate?PodCertificateProjection
SecretProjection: LocalObjectReference& Items[]KeyToPath Optional?bool
ConfigMapProjection: LocalObjectReference& Items[]KeyToPath Optional?bool
DownwardAPIProjection: Items[]DownwardAPIVolumeFile
ServiceAccountTokenProjection: Audience ExpirationSeconds?int64 Path
`

interface Field {
  readonly name: string
  readonly mark: string
  readonly type: string
}

const types: ReadonlyMap<string, readonly Field[]> = new Map(table.trim().split('\n').map((line) => {
  const [name = '', fields = ''] = line.split(': ')
  return [name, fields.split(' ').map((text) => {
    const [, field = '', mark = '', type = ''] = /^(\w+?)([#^!~=&?%]|\[\]|\{\}|$)([\w.]*)$/.exec(text) ?? []
    return { name: field, mark, type: mark === '&' ? field : type }
  })]
}))

/** A time that is not set. */
const noTime = '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}'

/** Marks of fields that are always there: their types, and what stands there where nothing is set. */
const scalars: Readonly<Record<string, readonly [type: string, unset: Json]>> = { '': ['string', ''], '#': ['int32', 0], '^': ['int64', 0], '!': ['bool', false] }

/** A type's whole name. */
function named(type: string): string {
  return type.includes('.') || /^[a-z]/.test(type) ? type : `v1.${type}`
}

/** The powers by which the letters behind a number multiply it. */
const suffixes = 'num kMGTPE'

/** A quantity as it is held once it was read. Source: apimachinery/pkg/api/resource/quantity.go (ParseQuantity, CanonicalizeBytes). */
function quantity(text: string): string {
  const [, number = '0', decimals = '', letter = '', binary] = /^(\d*)(?:\.(\d*))?([numkKMGTPE]?)(i?)$/.exec(text) ?? []
  const held = (value: number, scale: number, own: string, format: string): string => `{i:(resource.int64Amount){value:(int64)${value} scale:(resource.Scale)${scale}} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${own} Format:(resource.Format)${format}}`
  let value = Number(number + decimals)
  if (value === 0)
    return held(0, 0, '0', 'DecimalSI')
  if (binary === 'i') {
    const whole = Number(`${number}.${decimals}`) * 1024 ** (' KMGTPE'.indexOf(letter))
    let [left, power] = [whole, 0]
    for (; left % 1024 === 0; power++)
      left /= 1024
    // One that is divisible by eight is not kept as it is written.
    return power === 0 ? quantity(String(whole)) : held(whole, 0, left % 8 === 0 ? '' : `${left}${' KMGTPE'.charAt(power)}i`, 'BinarySI')
  }
  let scale = (suffixes.indexOf(letter || ' ') - 3) * 3 - decimals.length
  for (; value % 10 === 0; scale++)
    value /= 10
  for (; scale % 3 !== 0; scale--)
    value *= 10
  return held(value, scale, `${value}${suffixes.charAt(scale / 3 + 3).trim()}`, 'DecimalSI')
}

function plainOf(type: string, value: Json): string {
  if (type === 'resource.Quantity')
    return quantity(String(value))
  if (type === 'intstr.IntOrString')
    return typeof value === 'number' ? `{Type:(intstr.Type)0 IntVal:(int32)${value} StrVal:(string)}` : `{Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)${String(value)}}`
  return types.has(type) ? struct(type, value) : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A map, by the names in it. */
function map(value: Json | undefined, written: (each: Json) => string): string {
  const entries = Object.entries(isObject(value) ? value : {}).sort(([a], [b]) => a < b ? -1 : 1)
  return entries.length === 0 ? '<nil>' : `map[${entries.map(([name, each]) => `${name}:${written(each ?? '')}`).join(' ')}]`
}

function fieldText({ mark, type }: Field, value: Json | undefined, around: Json): string {
  const own = named(type)
  const scalar = scalars[mark]
  if (scalar)
    return `(${scalar[0]})${String(value ?? scalar[1])}`
  const list = isList(value) && value.length > 0 ? `[${value.map(each => plainOf(type, each)).join(' ')}]` : '<nil>'
  switch (mark) {
    case '?':
      return `(*${own})${value === undefined || value === null ? '<nil>' : plainOf(type, value)}`
    case '[]':
      return `([]${own})${list}`
    case '{}':
      return `(map[string]string)${map(value, String)}`
    case '%':
      return `(v1.ResourceList)${map(value, each => quantity(String(each)))}`
    case '~':
      return `(${own})${String(value ?? '')}`
    case '&':
      return `(${own})${struct(type, around)}`
    default:
      return `(${own})${type === 'Time' ? noTime : plainOf(type, value ?? (type === 'resource.Quantity' ? '0' : {}))}`
  }
}

function struct(type: string, value: Json): string {
  const byName = new Map(Object.entries(isObject(value) ? value : {}).map(([name, each]) => [name.toLowerCase(), each]))
  return `{${(types.get(type) ?? []).map(field => `${field.name}:${fieldText(field, byName.get(field.name.toLowerCase().replace(/^deprecated/, '')), value)}`).join(' ')}}`
}

/** The hash of a Pod template by which ReplicaSets are named. Sources: pkg/controller/controller_utils.go (ComputeHash), pkg/util/hash/hash.go, apimachinery/pkg/util/dump. */
export function hashOfTemplate(given: PodTemplate, collisions?: number): string {
  const template = objectAt(withDefaults({ kind: 'Deployment', spec: { template: given as unknown as JsonObject } }), 'spec', 'template')
  const text = `(v1.PodTemplateSpec)${struct('PodTemplateSpec', { ObjectMeta: objectAt(template, 'metadata'), Spec: objectAt(template, 'spec') })}`
  const bytes = Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join('')
  const more = collisions === undefined ? '' : String.fromCharCode(...Array.from({ length: 4 }, (_, index) => collisions >>> 8 * index & 255), 0, 0, 0, 0)
  return safeEncode(String(fnv32(bytes + more)))
}
