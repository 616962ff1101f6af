import { type ControllerView, loops, type OwnedPod, type Pass } from './view.ts'

/** What stands for a Pod in the STATUS column, and how often it was started again. */
export function statusOf({ status, restarts }: OwnedPod): string {
  return restarts > 0 ? `${status}, restarts: ${restarts}` : status
}

/** What a pass was told, and what it counts. */
export function eventsSince({ change: { pod, has }, there }: Pass): string {
  return `${pod ? `…${pod} ${has}` : has}: ${there} there`
}

/** What a pass asks for. */
export function actOf(got: number): string {
  return got > 0 ? `POST ${got} Pod` : 'nothing'
}

function sentence(pass: Pass): string {
  const { missing, got } = pass
  return `${eventsSince(pass)}${missing === undefined || got === undefined ? '' : `, ${missing} missing, it asks for ${got === 0 ? 'nothing' : got}`}`
}

/** What the picture of the controller manager shows at a step, in sentences; `passes` are those that it draws. */
export function describeControllers({ step, wanted, pods, wire }: ControllerView, passes: readonly Pass[]): string {
  return [
    `The ReplicaSet wants ${wanted} Pods.`,
    ...pods.map(pod => `Pod …${pod.suffix}: ${pod.node && `on ${pod.node}, `}${statusOf(pod)}${pod.lit ? ', lit' : ''}.`),
    step !== 'analogy' && `Loops: ${loops.join(', ')} and more.`,
    wire && `Between them: ${wire}.`,
    ...passes.map(pass => `${sentence(pass)}${pass.lit ? ', now' : ''}.`),
  ].filter(Boolean).join(' ')
}
