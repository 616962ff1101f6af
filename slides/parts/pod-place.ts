import { partOf } from './anatomy.ts'

/** The parts of a worker node, as the drawing of its smallest form needs them. Plain data: the built deck has it as such, without all that is said of the parts. */
export const nodeParts: readonly { readonly id: string, readonly name: string, readonly short: string }[]
  // As on the map of the cluster: kube-proxy over the Pod, the kubelet over the runtime.
  = (['kube-proxy', 'kubelet', 'container-runtime'] as const).map(id => partOf(id)).map(({ id, name, short }) => ({ id, name, short }))
