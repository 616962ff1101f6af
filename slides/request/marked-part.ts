import type { MarkedPart } from '../parts/marked-parts.ts'
import type { PartId } from './connections.ts'

const marks: Readonly<Record<string, readonly [at: MarkedPart, word?: string]>> = {
  'kube-apiserver': ['api-server', 'API server'],
  'kube-scheduler': ['scheduler', 'Scheduler'],
  'kube-controller-manager': ['controller-manager', 'Controllers'],
  'etcd': ['etcd'],
  'kubelet': ['kubelet'],
  'container-runtime': ['container-runtime', 'runtime'],
  'kube-proxy': ['kube-proxy'],
}

/** Where in the cluster somebody who acts is, and who that is in a word: what the slide's marks say. */
export function markedPartOf(active: PartId): { readonly at: MarkedPart | undefined, readonly word: string } {
  const [part = ''] = active.split('@')
  const [at, word = part] = marks[part] ?? []
  return { at, word }
}
