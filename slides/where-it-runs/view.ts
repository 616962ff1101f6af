import type { Pod } from '../../kubernetes/api/objects.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import { stepAt } from '../../talk/step.ts'
import { history, machine, moments, namespace, staticPods, taint } from './history.ts'
import { type WhereItRunsStepId, whereItRunsSteps } from './steps.ts'

/** Something on a machine, or a line about an object. */
export interface Item {
  readonly label: string
  readonly says?: string
  readonly lit?: boolean
  readonly state?: 'good' | 'pending'
}

/** A machine, a folder, an object: with what is in it. */
export interface Group {
  /** Its place on the picture: see `layout.ts`. */
  readonly id: string
  readonly name: string
  /** Which of the layouts it belongs to, where there is more than one. */
  readonly layout?: string
  readonly says?: string
  readonly tone: 'control' | 'worker' | 'neutral'
  readonly items: readonly Item[]
}

/** Who a step is about, where that is not the kubelet. */
const acting: Readonly<Partial<Record<WhereItRunsStepId, 'kube-apiserver' | 'kube-scheduler' | 'etcd'>>> = { taint: 'kube-scheduler', certificates: 'kube-apiserver', stacked: 'etcd', managed: 'kube-apiserver' }

export interface WhereView {
  /** Who the step is about, as the marks have it. */
  readonly acting: 'kube-apiserver' | 'kube-scheduler' | 'etcd' | 'kubelet@'
  readonly groups: readonly Group[]
  /** Words beside the groups, by the places of `layout.ts`. */
  readonly words: readonly string[]
  /** Whether they are code. */
  readonly coded?: boolean
  readonly lines: readonly { readonly kind: 'command' | 'output', readonly text: string }[]
  readonly description: string
}

const labels = { 'etcd': 'etcd', 'kube-apiserver': 'API server', 'kube-controller-manager': 'controllers', 'kube-scheduler': 'scheduler' } as const
const apiServer = `kube-apiserver-${machine}`

function onMachine(id: number, node: string): readonly Pod[] {
  return objectsIn(history.stateAt(id), 'Pod').filter(({ spec, metadata }) => spec.nodeName === node && metadata.namespace !== namespace)
}

/** Whether the container of a static Pod runs on its machine, which has nothing to do with its mirror. */
function runs(name: string, id: number): boolean {
  return history.events.some(event => event.id <= id && event.kind === 'cri-returned' && event.call === 'StartContainer' && event.pod.name === `${name}-${machine}`)
}

/** What was typed and printed up to an event, from the last command of a kind on. */
function linesOf(run: string, id: number): WhereView['lines'] {
  const typed = history.events.find(event => event.kind === 'typed' && event.text.includes(run))
  if (typed?.kind !== 'typed')
    return []
  return [
    { kind: 'command', text: typed.text },
    ...history.events.flatMap(event => event.kind === 'printed' && event.command === typed.command && event.id <= id ? event.lines.map(text => ({ kind: 'output' as const, text })) : []),
  ]
}

/** The machine, and what mirrors the API server's Pod: each object that has done so up to an event, the last one in force. */
function mirrorsAt(id: number): Pick<WhereView, 'groups'> {
  const mirrorAt = (at: number): Pod | undefined => objectsIn(history.stateAt(at), 'Pod').find(({ metadata }) => metadata.name === apiServer)
  const uid = (pod: Pod | undefined): string => `${pod?.metadata.uid.slice(0, 8) ?? ''}…`
  const pod = mirrorAt(id)
  const [owner] = pod?.metadata.ownerReferences ?? []
  const kept: readonly Item[] = [
    { label: 'owner', says: `${owner?.kind ?? ''} ${owner?.name ?? ''}` },
    { label: 'config.mirror', says: `${pod?.metadata.annotations?.['kubernetes.io/config.mirror']?.slice(0, 8) ?? ''}…` },
  ]
  const name = `Pod ${apiServer}`
  const isNew = id === moments.deleted
  return {
    groups: [
      { id: isNew ? 'deleting-machine' : 'mirror-machine', name: machine, tone: 'control', items: [{ label: 'kubelet', lit: true }, { label: 'API server', says: `${pod?.status.containerStatuses?.[0]?.restartCount ?? 0} restarts`, state: 'good' }] },
      ...isNew
        ? [
            { id: 'old-mirror', name, says: 'deleted', tone: 'neutral' as const, items: [{ label: 'uid', says: uid(mirrorAt(moments.mirrors)), state: 'pending' as const }] },
            { id: 'new-mirror', name, says: 'mirror', tone: 'neutral' as const, items: [{ label: 'uid, a new one', says: uid(pod), lit: true }, ...kept] },
          ]
        : [{ id: 'mirror', name, says: 'mirror', tone: 'neutral' as const, items: [...kept, { label: 'uid', says: uid(pod) }] }],
    ],
  }
}

const workers = ['worker-1', 'worker-2'] as const

const scenes: Readonly<Record<WhereItRunsStepId, () => Pick<WhereView, 'groups'> & Partial<WhereView>>> = {
  machines: () => ({
    groups: [
      { id: 'machine', name: machine, tone: 'control', items: [{ label: 'kubelet', says: 'process' }, { label: 'runtime', says: 'process' }, ...staticPods.map(name => ({ label: labels[name], says: 'static Pod', lit: true }))] },
      ...workers.map(name => ({ id: name, name, tone: 'worker' as const, items: [{ label: 'kubelet', says: 'process' }, { label: 'runtime', says: 'process' }] })),
    ],
  }),
  files: () => ({
    groups: [
      { id: 'folder', name: '/etc/kubernetes/manifests', tone: 'control', items: staticPods.map(name => ({ label: `${name}.yaml` })) },
      {
        id: 'files-machine',
        name: machine,
        tone: 'control',
        items: [{ label: 'kubelet', says: 'reads files', lit: true }, ...staticPods.map(name => ({ label: labels[name], says: runs(name, moments.files) ? 'runs' : 'starting', state: 'pending' as const }))],
      },
    ],
    words: ['no API server answers yet'],
  }),
  mirrors: () => ({ ...mirrorsAt(moments.mirrors), lines: linesOf('get pods', moments.mirrors) }),
  deleted: () => ({ ...mirrorsAt(moments.deleted), lines: linesOf('delete pod', moments.deleted) }),
  taint: () => ({
    groups: [
      { id: 'tainted', name: machine, says: taint.effect, tone: 'control', items: staticPods.map(name => ({ label: labels[name] })) },
      ...workers.map(name => ({ id: `open-${name}`, name, tone: 'worker' as const, items: onMachine(moments.tainted, name).map(({ metadata }) => ({ label: `web …${metadata.name.slice(-5)}`, lit: true })) })),
    ],
    words: [`${taint.key}:${taint.effect}`, `1 ${verdict()}`],
    coded: true,
  }),
  certificates: () => ({
    groups: [
      {
        id: 'cluster-ca',
        name: 'signed by the cluster’s authority',
        tone: 'control',
        items: [{ label: 'API server', says: 'its address' }, { label: 'kubelet', says: `system:node:${machine}` }, { label: 'scheduler', says: 'system:kube-scheduler' }, { label: 'you', says: 'kubernetes-admin' }],
      },
      { id: 'etcd-ca', name: 'signed by etcd’s own', tone: 'control', items: [{ label: 'etcd', says: 'its address' }, { label: 'member', says: 'to other members' }, { label: 'API server', says: 'client of etcd' }] },
    ],
    words: ['kubeadm: valid for one year, renewed with each upgrade'],
  }),
  stacked: () => ({
    groups: [
      ...[1, 2, 3].map(number => ({ id: `stacked-${number}`, name: `machine ${number}`, layout: 'stacked', tone: 'control' as const, items: [{ label: 'API server' }, { label: 'etcd' }] })),
      ...[1, 2, 3].map(number => ({ id: `apart-${number}`, name: `machine ${number}`, layout: 'external etcd', tone: 'control' as const, items: [{ label: 'API server' }] })),
      ...[4, 5, 6].map(number => ({ id: `apart-${number}`, name: `machine ${number}`, layout: 'external etcd', tone: 'control' as const, items: [{ label: 'etcd' }] })),
    ],
    words: ['stacked', 'external etcd'],
  }),
  managed: () => ({
    groups: [
      { id: 'provider', name: 'somebody else’s', tone: 'control', items: [{ label: 'API server', says: 'an address', lit: true }, ...(['etcd', 'kube-controller-manager', 'kube-scheduler'] as const).map(name => ({ label: labels[name], says: 'unseen', state: 'pending' as const }))] },
      ...workers.map(name => ({ id: `own-${name}`, name, says: 'yours', tone: 'worker' as const, items: [{ label: 'kubelet' }, { label: 'your Pods' }] })),
    ],
  }),
}

function verdict(): string {
  return history.events.flatMap(event => event.kind === 'filtered' ? event.verdicts.filter(({ node }) => node === machine).flatMap(({ reasons }) => reasons) : [])[0] ?? ''
}

/** What stands on the picture at a step, from 0. */
export function whereItRunsView(index: number): WhereView {
  const step = stepAt(whereItRunsSteps, index).id
  const scene = { words: [], lines: [], ...scenes[step]() }
  const sentences = scene.groups.map(({ name, layout, says, items }) => `${layout === undefined ? '' : `${layout}, `}${name}${says === undefined ? '' : ` (${says})`}: ${items.map(item => item.says === undefined ? item.label : `${item.label}, ${item.says}`).join('; ') || 'nothing'}.`)
  return { ...scene, acting: acting[step] ?? 'kubelet@', description: [...sentences, ...(step === 'stacked' ? [] : scene.words).map(words => `${words}.`), ...scene.lines.length > 0 ? [`In the terminal: ${scene.lines.map(({ text }) => text).join(' / ')}`] : []].join(' ') }
}
