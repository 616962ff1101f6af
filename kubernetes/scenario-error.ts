import { images, isHeld, missingImages } from './node/images.ts'
import { breakablesOf, partsOf } from './parts.ts'
import type { CommandLine, CreatePod, Scenario } from './scenario.ts'

/** A scenario that cannot be run, and why: by name, with what there is instead. */
export class ScenarioError extends Error {
  readonly kind: string
  readonly given: string
  readonly known: readonly string[]

  constructor(kind: string, given: string, known: readonly string[]) {
    super(`No ${kind} "${given}". There are: ${known.join(', ')}.`)
    this.name = 'ScenarioError'
    this.kind = kind
    this.given = given
    this.known = known
  }
}

/** Refuses a name that is not known. Throws {@link ScenarioError}. */
export function checkName(kind: string, given: string, known: readonly string[]): void {
  if (!known.includes(given))
    throw new ScenarioError(kind, given, known)
}

function checkImage(image: string): void {
  if (!isHeld(image) && !missingImages.includes(image))
    checkName('image', image, Object.keys(images))
}

function checkPod({ containers, initContainers = [] }: Omit<CreatePod, 'at'>): void {
  for (const { image } of [...initContainers, ...containers])
    checkImage(image)
}

/** Refuses a scenario that names a node, an image or a part that does not exist. Throws {@link ScenarioError}. */
export function checkScenario({ nodes, commands, crashes = [], manifests = [], without = [], faults = [], apiServers, candidates }: Scenario): void {
  const names = nodes.map(node => node.name)
  const known = partsOf(nodes)
  for (const part of without) {
    const at = part.indexOf('@')
    if (at >= 0)
      checkName('node', part.slice(at + 1), names)
    checkName('part', part, known)
  }
  for (const { node } of [...crashes, ...manifests])
    checkName('node', node, names)
  for (const fault of faults)
    checkName('part', 'stop' in fault ? fault.stop : fault.start, breakablesOf({ nodes, without, ...(apiServers && { apiServers }), ...(candidates && { candidates }) }))
  for (const command of commands)
    checkCommand(command)
}

/** Refuses a command that names an image of which the model knows nothing. Throws {@link ScenarioError}. */
export function checkCommand(command: CommandLine): void {
  if ('image' in command)
    checkImage(command.image)
  if (command.run === 'create pod')
    checkPod(command)
}
