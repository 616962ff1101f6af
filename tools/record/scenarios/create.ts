import type { Command, Payload } from '../types.ts'
import { deployment as deploymentObject } from '../answers/workloads.ts'
import { deployment, image as usualImage } from '../names.ts'
import { paths } from './paths.ts'

interface Variant {
  readonly name?: string
  readonly image?: string
  readonly exitCode?: number
}

/** The command of the deck. Its one request gets `answer`, or is never heard if there is none. */
export function create(answer: Payload | undefined, { name = deployment, image = usualImage, exitCode = 0 }: Variant = {}): Command {
  return {
    args: ['create', 'deployment', name, `--image=${image}`, '--replicas=3'],
    answers: answer ? [{ to: `POST ${paths.deployments}`, ...answer }] : [],
    exitCode,
  }
}

/** The same command where it succeeds. */
export function created(image = usualImage): Command {
  return create({ code: 201, body: deploymentObject({ image }) }, { image })
}
