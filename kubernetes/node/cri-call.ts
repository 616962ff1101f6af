import type { Container, Pod } from '../api/objects.ts'
import type { CriCall, EventOf } from '../history/event.ts'

/** Which container a call is about, as events name it. */
type Named = Pick<EventOf<'cri-called'>, 'image' | 'container'>

/** What a call over CRI says of its Pod and container. */
export type CallOn = Omit<EventOf<'cri-called'>, 'kind' | 'id' | 'at' | 'actor' | 'causes'>

/** A call about a Pod, or about one container of it. */
export function callOn(call: CriCall, { metadata }: Pod, container?: Named): CallOn {
  const { name, namespace, uid } = metadata
  return { call, pod: { resource: 'pods', name, ...(namespace && { namespace }) }, uid, ...container }
}

/** A container's image, and its name where the image alone would not tell it from its siblings. */
export function named({ spec }: Pod, { name, image }: Pick<Container, 'name' | 'image'>): Named & { readonly image: string } {
  return { image, ...((spec.initContainers || spec.containers.length > 1) && { container: name }) }
}
