import type { RecordedFact } from './facts.ts'
import { recordingNames } from './recording-names.ts'

/** Where a fact comes from, and what the model does of it: “Recorded: a worker cut off. The model of these slides: the same, for 0.2 s.” */
export function originOf({ recordings, model }: RecordedFact, who = 'The model of these slides'): string {
  const ours = model === undefined ? `${who} has nothing of it.` : `${who}: ${model.charAt(0).toLowerCase()}${model.slice(1)}`
  return `Recorded: ${recordings.map(name => recordingNames[name]).join('; ')}. ${ours}`
}
