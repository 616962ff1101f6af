import { at, isObject, type JsonObject, listAt, objectAt, textAt } from './json.ts'

/** How much a Pod may do, from everything to little. */
const levels = ['privileged', 'baseline', 'restricted'] as const
type Level = typeof levels[number]

interface LevelVersion {
  readonly level: Level
  readonly version: string
}

/** What is found wrong with a Pod: in a few words, and where. */
type Finding = readonly [reason: string, detail: string]

type Check = (pod: Spec) => Finding | undefined

interface Spec {
  readonly spec: JsonObject
  readonly annotations: JsonObject
  readonly containers: readonly JsonObject[]
}

/** What the labels of a Namespace ask for. */
const label = (mode: string): string => `pod-security.kubernetes.io/${mode}`

function levelOf(labels: JsonObject, mode: string): LevelVersion {
  const level = textAt(labels, label(mode))
  return { level: isLevel(level) ? level : level === '' ? 'privileged' : 'restricted', version: textAt(labels, label(`${mode}-version`)) || 'latest' }
}

function isLevel(text: string): text is Level {
  return levels.some(each => each === text)
}

const quoted = (names: readonly string[]): string => names.map(name => JSON.stringify(name)).join(', ')

const sorted = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort()

/** `container "a"` or `containers "a", "b"`. */
function named(what: string, names: readonly string[]): string {
  return `${what}${names.length === 1 ? '' : 's'} ${quoted(names)}`
}

const nameOf = (container: JsonObject): string => textAt(container, 'name')

const contextOf = (container: JsonObject): JsonObject => objectAt(container, 'securityContext')

const textsAt = (value: JsonObject, ...path: readonly string[]): readonly string[] => listAt(value, ...path).map(String)

/** A check of what each container says for itself. */
function ofContainers(isBad: (container: JsonObject) => boolean, finding: (names: readonly string[], bad: readonly JsonObject[]) => Finding): Check {
  return ({ containers }) => {
    const bad = containers.filter(isBad)
    return bad.length === 0 ? undefined : finding(bad.map(nameOf), bad)
  }
}

/** A check of what the Pod and each of its containers may say: who says what is not allowed. */
function ofSetters(isBad: (context: JsonObject) => boolean, reason: (values: readonly JsonObject[]) => string, detail: (who: string, values: readonly JsonObject[]) => string): Check {
  return ({ spec, containers }) => {
    const own = objectAt(spec, 'securityContext')
    const bad = containers.filter(each => isBad(contextOf(each)))
    const who = [...isBad(own) ? ['pod'] : [], ...bad.length > 0 ? [named('container', bad.map(nameOf))] : []]
    const values = [...isBad(own) ? [own] : [], ...bad.map(contextOf)]
    return who.length === 0 ? undefined : [reason(values), detail(who.join(' and '), values)]
  }
}

/** A check of what must be said, by the Pod or by each of its containers, and of what must not. */
function ofRequired(valueOf: (context: JsonObject) => unknown, isGood: (value: unknown) => boolean, reason: string, forbids: (values: readonly string[]) => string, demands: string): Check {
  return ({ spec, containers }) => {
    const own = valueOf(objectAt(spec, 'securityContext'))
    const wrong = containers.filter(each => valueOf(contextOf(each)) !== undefined && !isGood(valueOf(contextOf(each))))
    const lacking = containers.filter(each => valueOf(contextOf(each)) === undefined)
    const isOwnWrong = own !== undefined && !isGood(own)
    if (isOwnWrong || wrong.length > 0) {
      const who = [...isOwnWrong ? ['pod'] : [], ...wrong.length > 0 ? [named('container', wrong.map(nameOf))] : []]
      return [reason, `${who.join(' and ')} must not set ${forbids(sorted([...isOwnWrong ? [String(own)] : [], ...wrong.map(each => String(valueOf(contextOf(each))))]))}`]
    }
    return own === undefined && lacking.length > 0 ? [reason, `pod or ${named('container', lacking.map(nameOf))} must set ${demands}`] : undefined
  }
}

const added = (container: JsonObject): readonly string[] => textsAt(contextOf(container), 'capabilities', 'add')

const baselineCapabilities = new Set(['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'])

const sysctls = new Set(['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'])

const seLinuxTypes = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'])

const volumeTypes = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret', 'image'] as const

/** The hosts that a container's probes and hooks ask, where they name one. */
function hostsOf(container: JsonObject): readonly string[] {
  const handlers = [...['livenessProbe', 'readinessProbe', 'startupProbe'].map(probe => objectAt(container, probe)), ...['postStart', 'preStop'].map(hook => objectAt(container, 'lifecycle', hook))]
  return handlers.flatMap(handler => ['httpGet', 'tcpSocket'].map(by => textAt(handler, by, 'host')).filter(Boolean))
}

const portsOf = (container: JsonObject): readonly string[] => listAt(container, 'ports').filter(isObject).flatMap(({ hostPort }) => hostPort ? [String(hostPort)] : [])

const seLinuxOf = (context: JsonObject): JsonObject => objectAt(context, 'seLinuxOptions')

const isBadSeLinux = (context: JsonObject): boolean => !seLinuxTypes.has(textAt(seLinuxOf(context), 'type')) || textAt(seLinuxOf(context), 'user') !== '' || textAt(seLinuxOf(context), 'role') !== ''

const hasOwnUsers: (pod: Spec) => boolean = ({ spec }) => spec.hostUsers === false

/** What is not asked of a Pod whose users are none of the node's. Source: policy/helpers.go (relaxPolicyForUserNamespacePod). */
const unlessOwnUsers = (check: Check): Check => pod => hasOwnUsers(pod) ? undefined : check(pod)

/** What is not asked of a Pod for Windows. */
const unlessWindows = (check: Check): Check => pod => textAt(pod.spec, 'os', 'name') === 'windows' ? undefined : check(pod)

const isSeccomp = (value: unknown): boolean => value === 'RuntimeDefault' || value === 'Localhost'

const seccompOf = (context: JsonObject): unknown => at(context, 'seccompProfile', 'type')

const nameSetBy = (values: readonly JsonObject[], of: (value: JsonObject) => string): readonly string[] => sorted(values.map(of).filter(Boolean))

/** The checks of both levels as of v1.36, by name; marked are those that a stricter one replaces. Source: pod-security-admission/policy/check_*.go. */
const baseline: readonly (readonly [check: Check, isReplaced?: boolean])[] = [
  [ofSetters(context => /^(?!RuntimeDefault$|Localhost$)./.test(textAt(context, 'appArmorProfile', 'type')), values => `forbidden AppArmor profile${nameSetBy(values, each => textAt(each, 'appArmorProfile', 'type')).length === 1 ? '' : 's'}`, (who, values) => `${who} must not set AppArmor profile type to ${quoted(nameSetBy(values, each => textAt(each, 'appArmorProfile', 'type')))}`)],
  [ofContainers(each => added(each).some(name => !baselineCapabilities.has(name)), (names, bad) => ['non-default capabilities', `${named('container', names)} must not include ${quoted(sorted(bad.flatMap(added).filter(name => !baselineCapabilities.has(name))))} in securityContext.capabilities.add`]), true],
  [({ spec }) => {
    const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter(name => spec[name] === true)
    return shared.length === 0 ? undefined : ['host namespaces', shared.map(name => `${name}=true`).join(', ')]
  }],
  [({ spec }) => {
    const names = listAt(spec, 'volumes').filter(isObject).filter(({ hostPath }) => hostPath !== undefined).map(nameOf)
    return names.length === 0 ? undefined : ['hostPath volumes', named('volume', names)]
  }, true],
  [ofContainers(each => portsOf(each).length > 0, (names, bad) => {
    const ports = sorted(bad.flatMap(portsOf))
    return ['hostPort', `${named('container', names)} ${names.length === 1 ? 'uses' : 'use'} hostPort${ports.length === 1 ? '' : 's'} ${ports.join(', ')}`]
  })],
  [ofContainers(each => hostsOf(each).length > 0, (names, bad) => {
    const hosts = sorted(bad.flatMap(hostsOf))
    return ['probe or lifecycle host', `${named('container', sorted(names))} ${names.length === 1 ? 'uses' : 'use'} probe or lifecycle host${hosts.length === 1 ? '' : 's'} ${quoted(hosts)}`]
  })],
  [ofContainers(each => contextOf(each).privileged === true, names => ['privileged', `${named('container', names)} must not set securityContext.privileged=true`])],
  [unlessOwnUsers(ofContainers(each => !['', 'Default'].includes(textAt(contextOf(each), 'procMount')), (names, bad) => ['procMount', `${named('container', names)} must not set securityContext.procMount to ${quoted(sorted(bad.map(each => textAt(contextOf(each), 'procMount'))))}`]))],
  [ofSetters(isBadSeLinux, () => 'seLinuxOptions', (who, values) => {
    const types = nameSetBy(values, each => seLinuxTypes.has(textAt(seLinuxOf(each), 'type')) ? '' : textAt(seLinuxOf(each), 'type'))
    const says = [...types.length > 0 ? [`type${types.length === 1 ? '' : 's'} ${quoted(types)}`] : [], ...(['user', 'role'] as const).filter(part => values.some(each => textAt(seLinuxOf(each), part) !== '')).map(part => `${part} may not be set`)]
    return `${who} set forbidden securityContext.seLinuxOptions: ${says.join('; ')}`
  })],
  [ofSetters(context => seccompOf(context) !== undefined && !isSeccomp(seccompOf(context)), () => 'seccompProfile', (who, values) => `${who} must not set securityContext.seccompProfile.type to ${quoted(nameSetBy(values, each => textAt(each, 'seccompProfile', 'type')))}`), true],
  [({ spec }) => {
    const forbidden = listAt(spec, 'securityContext', 'sysctls').filter(isObject).map(nameOf).filter(name => !sysctls.has(name))
    return forbidden.length === 0 ? undefined : ['forbidden sysctls', forbidden.join(', ')]
  }],
  [ofSetters(context => at(context, 'windowsOptions', 'hostProcess') === true, () => 'hostProcess', who => `${who} must not set securityContext.windowsOptions.hostProcess=true`)],
]

const restricted: readonly Check[] = [
  unlessWindows(ofContainers(each => contextOf(each).allowPrivilegeEscalation !== false, names => ['allowPrivilegeEscalation != false', `${named('container', names)} must set securityContext.allowPrivilegeEscalation=false`])),
  unlessWindows(({ containers }) => {
    const keeps = containers.filter(each => !textsAt(contextOf(each), 'capabilities', 'drop').includes('ALL'))
    const extra = (each: JsonObject): readonly string[] => added(each).filter(name => name !== 'NET_BIND_SERVICE')
    const adds = containers.filter(each => extra(each).length > 0)
    const details = [
      ...keeps.length > 0 ? [`${named('container', keeps.map(nameOf))} must set securityContext.capabilities.drop=["ALL"]`] : [],
      ...adds.length > 0 ? [`${named('container', adds.map(nameOf))} must not include ${quoted(sorted(adds.flatMap(extra)))} in securityContext.capabilities.add`] : [],
    ]
    return details.length === 0 ? undefined : ['unrestricted capabilities', details.join('; ')]
  }),
  ({ spec }) => {
    const names = sorted(listAt(spec, 'volumes').filter(isObject).filter(volume => !volumeTypes.some(type => volume[type] !== undefined)).map(nameOf))
    return names.length === 0 ? undefined : ['restricted volume types', `${named('volume', names)} ${names.length === 1 ? 'uses' : 'use'} restricted volume type${names.length === 1 ? '' : 's'} ${quoted(sorted(listAt(spec, 'volumes').filter(isObject).filter(volume => names.includes(nameOf(volume))).map(volume => Object.keys(volume).find(key => key !== 'name') ?? 'unknown')))}`]
  },
  unlessOwnUsers(ofRequired(context => context.runAsNonRoot, value => value === true, 'runAsNonRoot != true', () => 'securityContext.runAsNonRoot=false', 'securityContext.runAsNonRoot=true')),
  unlessOwnUsers(ofSetters(context => context.runAsUser === 0, () => 'runAsUser=0', who => `${who} must not set runAsUser=0`)),
  unlessWindows(ofRequired(seccompOf, isSeccomp, 'seccompProfile', values => `securityContext.seccompProfile.type to ${quoted(values)}`, 'securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"')),
]

function findings(level: Level, pod: JsonObject): readonly Finding[] {
  const spec = objectAt(pod, 'spec')
  const given: Spec = { spec, annotations: objectAt(pod, 'metadata', 'annotations'), containers: ['initContainers', 'containers', 'ephemeralContainers'].flatMap(name => listAt(spec, name)).filter(isObject) }
  if (level === 'privileged')
    return []
  const checks = level === 'baseline' ? baseline.map(([check]) => check) : [...baseline.flatMap(([check, isReplaced]) => isReplaced ? [] : [check]), ...restricted]
  return checks.flatMap((check) => {
    const found = check(given)
    return found ? [found] : []
  })
}

function violation({ level, version }: LevelVersion, pod: JsonObject): string | undefined {
  const found = findings(level, pod)
  return found.length === 0 ? undefined : `PodSecurity "${level}:${version}": ${found.map(([reason, detail]) => detail === '' ? reason : `${reason} (${detail})`).join(', ')}`
}

/** Why a Pod may not be in a Namespace with such labels; undefined if it may. Source: pod-security-admission/admission/admission.go (EvaluatePod). */
export function podRefusal(labels: JsonObject, pod: JsonObject): string | undefined {
  const found = violation(levelOf(labels, 'enforce'), pod)
  return found && `violates ${found}`
}

/** Where the kinds that make Pods have the template of those. */
const templates: Readonly<Record<string, readonly string[]>> = { Deployment: ['spec', 'template'], ReplicaSet: ['spec', 'template'], DaemonSet: ['spec', 'template'], StatefulSet: ['spec', 'template'], Job: ['spec', 'template'], ReplicationController: ['spec', 'template'], PodTemplate: ['template'], CronJob: ['spec', 'jobTemplate', 'spec', 'template'] }

/** What whoever makes a Pod, or what makes Pods, is warned of. */
export function podWarnings(labels: JsonObject, object: JsonObject): readonly string[] {
  const path = templates[textAt(object, 'kind')]
  const pod = object.kind === 'Pod' ? object : path && objectAt(object, ...path)
  const found = pod && violation(levelOf(labels, 'warn'), pod)
  return found ? [`would violate ${found}`] : []
}

/** What whoever raises the level of a Namespace is warned of: the Pods that are in it stay. Source: pod-security-admission/admission/admission.go (EvaluatePodsInNamespace). */
export function namespaceWarnings(name: string, before: JsonObject, labels: JsonObject, pods: readonly JsonObject[]): readonly string[] {
  const [old, now] = [levelOf(before, 'enforce'), levelOf(labels, 'enforce')]
  if (old.level === now.level && old.version === now.version)
    return []
  const byReason = new Map<string, string[]>()
  for (const pod of pods) {
    const reason = findings(now.level, pod).map(([each]) => each).join(', ')
    if (reason !== '')
      byReason.set(reason, [...byReason.get(reason) ?? [], textAt(pod, 'metadata', 'name')])
  }
  const others = (count: number): string => count === 0 ? '' : count === 1 ? ' (and 1 other pod)' : ` (and ${count} other pods)`
  const lines = [...byReason].map(([reason, names]) => `${names.sort()[0] ?? ''}${others(names.length - 1)}: ${reason}`)
  return lines.length === 0 ? [] : [`existing pods in namespace ${JSON.stringify(name)} violate the new PodSecurity enforce level "${now.level}:${now.version}"`, ...lines.sort()]
}

/** Labels of a Namespace that name no level. Source: pod-security-admission/api/helpers.go (PolicyToEvaluate). */
export function wrongLevels(labels: JsonObject): readonly { readonly label: string, readonly value: string }[] {
  return ['enforce', 'audit', 'warn'].flatMap((mode) => {
    const value = labels[label(mode)]
    return typeof value === 'string' && !isLevel(value) ? [{ label: label(mode), value }] : []
  })
}
