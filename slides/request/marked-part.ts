import type { MarkedPart } from '../parts/marked-parts.ts'
import type { PartId } from './connections.ts'

/** Where in the cluster somebody who acts is, and who that is in a word: what the slide's marks say. */
export function markedPartOf(active: PartId): { readonly at: MarkedPart | undefined, readonly word: string } {
  const [part = ''] = active.split('@')
  switch (part) {
    case 'kube-apiserver':
      return { at: 'api-server', word: 'API server' }
    case 'kube-scheduler':
      return { at: 'scheduler', word: 'Scheduler' }
    case 'kube-controller-manager':
      return { at: 'controller-manager', word: 'Controllers' }
    case 'etcd':
    case 'kubelet':
    case 'container-runtime':
    case 'kube-proxy':
      return { at: part, word: part === 'container-runtime' ? 'runtime' : part }
    default:
      return { at: undefined, word: part }
  }
}
