import { nodeOf } from '../engine/actor.ts'
import type { Breakable } from '../parts.ts'
import type { EventOf } from './event.ts'
import type { MutableState, Sandbox, SandboxContainer } from './state.ts'

function changeSandbox(state: MutableState, node: string, uid: string, change: (sandbox: Sandbox) => Sandbox): void {
  const runtime = state.runtimes.get(node) ?? { images: [], sandboxes: [] }
  state.runtimes.set(node, { ...runtime, sandboxes: runtime.sandboxes.map(sandbox => sandbox.uid === uid ? change(sandbox) : sandbox) })
}

/** What an event says of the container that it is about. */
type About = Pick<EventOf<'cri-returned'>, 'image' | 'container'>

function isIt({ name, image }: SandboxContainer, about: About): boolean {
  return (name ?? image) === (about.container ?? about.image)
}

/** The container that an event is about, in a state of its own, is in another now. */
function transition(about: About, from: SandboxContainer['state'], to: SandboxContainer['state']) {
  return (sandbox: Sandbox): Sandbox => ({
    ...sandbox,
    containers: sandbox.containers.map(each => isIt(each, about) && each.state === from ? { ...each, state: to } : each),
  })
}

/** What a call to a runtime has changed there. */
export function runtimeDid(state: MutableState, event: EventOf<'cri-returned'>): void {
  const { actor, call, pod, uid, image = '', container, error } = event
  if (error !== undefined)
    return
  const node = nodeOf(actor) ?? ''
  const runtime = state.runtimes.get(node) ?? { images: [], sandboxes: [] }
  if (call === 'PullImage' && !runtime.images.includes(image))
    state.runtimes.set(node, { ...runtime, images: [...runtime.images, image] })
  else if (call === 'CreateContainer')
    changeSandbox(state, node, uid, sandbox => ({ ...sandbox, containers: [...sandbox.containers.filter(each => !isIt(each, event) || each.state !== 'created'), { ...(container && { name: container }), image, state: 'created' }] }))
  else if (call === 'StartContainer')
    changeSandbox(state, node, uid, transition(event, 'created', 'running'))
  else if (call === 'StopContainer')
    changeSandbox(state, node, uid, sandbox => ({ ...sandbox, containers: sandbox.containers.filter(each => !isIt(each, event)) }))
  else if (call === 'StopPodSandbox')
    state.runtimes.set(node, { ...runtime, sandboxes: runtime.sandboxes.filter(sandbox => sandbox.uid !== uid) })
  else if (call === 'RunPodSandbox' && !runtime.sandboxes.some(sandbox => sandbox.uid === uid))
    state.runtimes.set(node, { ...runtime, sandboxes: [...runtime.sandboxes, { uid, pod: pod.name, containers: [] }] })
}

/** A sandbox has its network, and with it its address. */
export function network(state: MutableState, { actor, pod, uid, ip }: EventOf<'networked'>): void {
  const node = nodeOf(actor) ?? ''
  const runtime = state.runtimes.get(node) ?? { images: [], sandboxes: [] }
  state.runtimes.set(node, { ...runtime, sandboxes: [...runtime.sandboxes, { uid, pod: pod.name, ip, containers: [] }] })
}

/** A container's process has ended by itself. */
export function end(state: MutableState, event: EventOf<'ended'>): void {
  changeSandbox(state, nodeOf(event.actor) ?? '', event.uid, transition(event, 'running', 'exited'))
}

/** A kernel has new rules for a Service. */
export function program(state: MutableState, { actor, rule }: EventOf<'programmed'>): void {
  const node = nodeOf(actor) ?? ''
  const others = (state.rules.get(node) ?? []).filter(({ service }) => service !== rule.service)
  state.rules.set(node, [...others, rule])
}

/** Something has stopped. */
export function stop(state: MutableState, part: Breakable): void {
  state.stopped = new Set([...state.stopped, part])
  const [kind, node] = part.split('@')
  if (node === undefined || kind !== 'node')
    return
  // The machine is off: no process, no kernel. Images stay on its disk.
  state.runtimes.set(node, { images: state.runtimes.get(node)?.images ?? [], sandboxes: [] })
  state.rules.delete(node)
}
