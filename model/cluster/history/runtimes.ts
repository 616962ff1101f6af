import { nodeOf } from '../engine/actor.ts'
import type { EventOf } from './event.ts'

/** A Pod's sandbox on a node, with the containers in it. */
export interface Sandbox {
  readonly uid: string
  readonly pod: string
  readonly ip?: string
  readonly containers: readonly SandboxContainer[]
}

/** A container in a sandbox; it has a name where the Pod has several. */
export interface SandboxContainer {
  readonly name?: string
  readonly image: string
  readonly state: 'created' | 'running' | 'exited'
}

/** What a node's runtime holds. */
export interface NodeRuntime {
  readonly images: readonly string[]
  readonly sandboxes: readonly Sandbox[]
}

/** What the runtimes hold, by node. */
type Runtimes = Map<string, NodeRuntime>

function changeSandbox(runtimes: Runtimes, node: string, uid: string, change: (sandbox: Sandbox) => Sandbox): void {
  const runtime = runtimes.get(node) ?? { images: [], sandboxes: [] }
  runtimes.set(node, { ...runtime, sandboxes: runtime.sandboxes.map(sandbox => sandbox.uid === uid ? change(sandbox) : sandbox) })
}

/** What an event says of the container that it is about. */
type About = Pick<EventOf<'cri-returned'>, 'image' | 'container'>

function isIt({ name, image }: SandboxContainer, about: About): boolean {
  return (name ?? image) === (about.container ?? about.image)
}

/** The container that an event is about, in a state of its own, is in another now. */
function turn(about: About, from: SandboxContainer['state'], to: SandboxContainer['state']) {
  return (sandbox: Sandbox): Sandbox => ({
    ...sandbox,
    containers: sandbox.containers.map(each => isIt(each, about) && each.state === from ? { ...each, state: to } : each),
  })
}

/** A runtime has done what it was asked. */
export function runtimeDid(runtimes: Runtimes, event: EventOf<'cri-returned'>): void {
  const { actor, call, pod, uid, image = '', container, error } = event
  if (error !== undefined)
    return
  const node = nodeOf(actor) ?? ''
  const runtime = runtimes.get(node) ?? { images: [], sandboxes: [] }
  if (call === 'PullImage' && !runtime.images.includes(image))
    runtimes.set(node, { ...runtime, images: [...runtime.images, image] })
  else if (call === 'CreateContainer')
    changeSandbox(runtimes, node, uid, sandbox => ({ ...sandbox, containers: [...sandbox.containers.filter(each => !isIt(each, event) || each.state !== 'created'), { ...(container && { name: container }), image, state: 'created' }] }))
  else if (call === 'StartContainer')
    changeSandbox(runtimes, node, uid, turn(event, 'created', 'running'))
  else if (call === 'StopContainer')
    changeSandbox(runtimes, node, uid, sandbox => ({ ...sandbox, containers: sandbox.containers.filter(each => !isIt(each, event)) }))
  else if (call === 'StopPodSandbox')
    runtimes.set(node, { ...runtime, sandboxes: runtime.sandboxes.filter(sandbox => sandbox.uid !== uid) })
  else if (call === 'RunPodSandbox' && !runtime.sandboxes.some(sandbox => sandbox.uid === uid))
    runtimes.set(node, { ...runtime, sandboxes: [...runtime.sandboxes, { uid, pod: pod.name, containers: [] }] })
}

/** A sandbox has its address. */
export function sandboxNetworked(runtimes: Runtimes, { actor, pod, uid, ip }: EventOf<'networked'>): void {
  const node = nodeOf(actor) ?? ''
  const runtime = runtimes.get(node) ?? { images: [], sandboxes: [] }
  runtimes.set(node, { ...runtime, sandboxes: [...runtime.sandboxes, { uid, pod: pod.name, ip, containers: [] }] })
}

/** The process of a container has ended by itself. */
export function containerEnded(runtimes: Runtimes, event: EventOf<'ended'>): void {
  changeSandbox(runtimes, nodeOf(event.actor) ?? '', event.uid, turn(event, 'running', 'exited'))
}
