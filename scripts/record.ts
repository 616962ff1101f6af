/**
 * Records what a real kubectl prints and asks, for every command of the deck, into tests/recordings/kubectl.json.
 * Needs Linux on x64, openssl, and on first use the npm registry. Usage: `npm run record`.
 */
import type { RecordedScenario, Recording } from '../tools/record/types.ts'
import { writeFileSync } from 'node:fs'
import { selfSigned } from '../tools/record/certificate.ts'
import { execute } from '../tools/record/execute.ts'
import { fetchKubectl } from '../tools/record/kubectl.ts'
import { normalised } from '../tools/record/normalise.ts'
import { play } from '../tools/record/run.ts'
import { scenarios } from '../tools/record/scenarios/index.ts'

const file = new URL('../tests/recordings/kubectl.json', import.meta.url)

try {
  const { binary, ...origin } = await fetchKubectl()
  const pem = await selfSigned()
  const { stdout: version } = await execute(binary, ['version', '--client'])
  const played: Record<string, RecordedScenario> = {}
  for (const scenario of scenarios) {
    played[scenario.id] = await play(scenario, binary, pem)
    console.log(`recorded ${scenario.id}`)
  }
  const recording: Recording = { kubectl: { ...origin, version }, normalised, scenarios: played }
  writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`)
}
catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
