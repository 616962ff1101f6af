import type { Command, RecordedCommand, RecordedScenario, Scenario } from './types.ts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execute } from './execute.ts'
import { namespace, user } from './names.ts'
import { normaliser } from './normalise.ts'
import { type ApiServer, startApiServer } from './server.ts'

/** Plays a scenario with a kubectl that has a home of its own. Throws, naming the scenario, if it goes otherwise than foreseen. */
export async function play(scenario: Scenario, kubectl: string, pem: string): Promise<RecordedScenario> {
  const home = mkdtempSync(join(tmpdir(), 'record-kubectl-home-'))
  const server = await startApiServer(pem)
  try {
    const stage = { kubectl, server, env: at(home, server.address) }
    if (scenario.discovery !== 'cold')
      await learnResources(kubectl, stage.env)
    if (scenario.unreachable)
      await server.close()
    const commands: RecordedCommand[] = []
    for (const command of scenario.commands)
      commands.push(await perform(command, scenario, stage))
    return { about: scenario.about, sources: scenario.sources, commands }
  }
  finally {
    await server.close()
    rmSync(home, { recursive: true })
  }
}

/** An environment in which kubectl finds this server and its own, empty, home, and nothing of the machine's. */
function at(home: string, address: string): NodeJS.ProcessEnv {
  const config = join(home, 'config')
  writeFileSync(config, JSON.stringify({
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name: 'recording', cluster: { 'server': `https://${address}`, 'insecure-skip-tls-verify': true } }],
    'users': [{ name: user, user: { token: 'recording' } }],
    'contexts': [{ name: 'recording', context: { cluster: 'recording', user, namespace } }],
    'current-context': 'recording',
  }))
  return { HOME: home, KUBECONFIG: config, LC_ALL: 'C', TZ: 'UTC' }
}

/** Fills kubectl's cache of resources, as an earlier command would have. */
async function learnResources(kubectl: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { exitCode, stderr } = await execute(kubectl, ['api-resources'], env)
  if (exitCode !== 0)
    throw new Error(`kubectl could not read the list of resources:\n${stderr}`)
}

interface Stage {
  readonly kubectl: string
  readonly server: ApiServer
  readonly env: NodeJS.ProcessEnv
}

async function perform({ args, answers, exitCode: wanted = 0 }: Command, { id, refusedDiscovery }: Scenario, { kubectl, server, env }: Stage): Promise<RecordedCommand> {
  server.expect(answers, refusedDiscovery)
  const { exitCode, stdout, stderr } = await execute(kubectl, args, env)
  const { requests, discovery, surprises } = server.heard()
  const wrong = exitCode === wanted ? surprises : [`exit code ${exitCode}, not ${wanted}`, ...surprises]
  if (wrong.length)
    throw new Error(`Scenario "${id}", kubectl ${args.join(' ')}: ${wrong.join('; ')}.\n${stdout}${stderr}`)
  const normal = normaliser(server.address)
  return {
    argv: ['kubectl', ...args],
    stdout: normal(stdout),
    stderr: normal(stderr),
    exitCode,
    requests: requests.map(request => ({ ...request, path: normal(request.path) })),
    discovery,
  }
}
