import type { RecordedCommand, Recording } from '../../tools/record/types.ts'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sources } from '../../talk/add-more-sources.ts'
import { apiServer, pods } from '../../tools/record/names.ts'
import { scenarios } from '../../tools/record/scenarios/index.ts'

const file = readFileSync(new URL('../recordings/kubectl.json', import.meta.url), 'utf8')
const recording = JSON.parse(file) as Recording

const served = '2026/01/01 09:00:02 [notice] 1#1: start worker process 32'

/** The command at that place of that scenario. */
function command(scenario: string, index = 0): RecordedCommand {
  const found = recording.scenarios[scenario]?.commands[index]
  if (!found)
    throw new Error(`No command ${index} in scenario "${scenario}".`)
  return found
}

/** Its requests as `METHOD path`. */
function requests(scenario: string, index = 0): string[] {
  return command(scenario, index).requests.map(({ method, path }) => `${method} ${path}`)
}

describe('the recording of kubectl', () => {
  it('has every scenario, with the commands it is made of', () => {
    const wanted = scenarios.map(({ id, commands }) => [id, commands.map(({ args }) => ['kubectl', ...args])])
    const recorded = Object.entries(recording.scenarios).map(([id, { commands }]) => [id, commands.map(({ argv }) => argv)])
    expect(recorded).toEqual(wanted)
  })

  it('is of kubectl 1.35 or newer', () => {
    const [, major, minor] = /^Client Version: v(\d+)\.(\d+)\./.exec(recording.kubectl.version) ?? []
    expect(Number(major)).toBe(1)
    expect(Number(minor)).toBeGreaterThanOrEqual(35)
  })

  it('names only sources that are registered', () => {
    const named = Object.values(recording.scenarios).flatMap(scenario => scenario.sources)
    expect(named.filter(id => !sources.has(id))).toEqual([])
  })

  it.each([
    ['address of this machine', /127\.0\.0\.1|localhost|\[::1\]/],
    ['free port', /(?<![\d:]):(?!6443|10250)\d{4,5}\b/],
    ['local path', /\/(?:tmp|root|home|Users)\b/],
    ['date or time of day', /\d{4}-\d\d-\d\d|\b(?!00:00:00)\d\d:\d\d:\d\d/],
    ['process number of klog', /[IWEF]\d{4} [\d:.]+ +(?!1 )\d+ \w+\.go/],
    ['credentials', /Bearer \S/],
  ])('holds no %s', (_, pattern) => {
    // The API server of the recordings serves this line of a log: it is no moment at which kubectl ran.
    expect(file.replace(served, '')).not.toMatch(pattern)
  })

  it('writes one address for the API server that is down', () => {
    expect(command('unreachable').stderr).toBe(`The connection to the server ${apiServer} was refused - did you specify the right host or port?\n`)
  })

  it('says created, and nothing else, when the answer is 201', () => {
    for (const scenario of ['created', 'pods-denied', 'unschedulable', 'image-pull-back-off'])
      expect(command(scenario)).toMatchObject({ stdout: 'deployment.apps/web created\n', stderr: '', exitCode: 0 })
  })

  it('words each refusal of create deployment in the same way, with the message of the Status object', () => {
    const codes = { 'unauthorized': 401, 'forbidden': 403, 'admission-denied': 403, 'admission-denied-without-reason': 400, 'invalid': 422, 'already-exists': 409 }
    for (const [scenario, code] of Object.entries(codes)) {
      const { requests: [request], stdout, stderr, exitCode } = command(scenario)
      expect(request).toMatchObject({ method: 'POST', code })
      expect({ stdout, stderr, exitCode }).toEqual({ stdout: '', stderr: `error: failed to create deployment: ${request?.message}\n`, exitCode: 1 })
    }
  })

  it('names the namespace when it deletes, as kubectl does since 1.34', () => {
    expect(command('delete-pod').stdout).toBe(`pod "${pods[0]}" deleted from default namespace\n`)
  })
})

describe('the requests kubectl made', () => {
  const namespaced = '/api/v1/namespaces/default'

  it('creates with one request, strictly validated, and asks for no list of resources', () => {
    expect(requests('created')).toEqual(['POST /apis/apps/v1/namespaces/default/deployments?fieldManager=kubectl-create&fieldValidation=Strict'])
    expect(command('created').discovery).toEqual([])
  })

  it('lists with a limit, and asks for a Table', () => {
    expect(requests('get-pods')).toEqual([`GET ${namespaced}/pods?limit=500`])
    expect(command('get-pods').requests[0]?.accept).toMatch(/^application\/json;as=Table;v=v1;g=meta\.k8s\.io,/)
  })

  it('deletes with one request, looks once more, and watches until the Pod is gone', () => {
    const [remove, look, watch, ...more] = requests('delete-pod')
    expect(remove).toBe(`DELETE ${namespaced}/pods/${pods[0]}`)
    expect(command('delete-pod').requests[0]?.body).toBe('{"propagationPolicy":"Background"}\n')
    expect(look).toBe(`GET ${namespaced}/pods/${pods[0]}`)
    const { pathname, searchParams } = new URL(watch?.replace('GET ', '') ?? '', 'https://recording')
    expect(pathname).toBe(`${namespaced}/pods`)
    expect(Object.fromEntries(searchParams)).toMatchObject({ watch: 'true', fieldSelector: `metadata.name=${pods[0]}` })
    expect(more).toEqual([])
  })

  it('looks up the Pod before it asks for its log', () => {
    expect(requests('logs')).toEqual([`GET ${namespaced}/pods/${pods[2]}`, `GET ${namespaced}/pods/${pods[2]}/log?container=nginx&tailLines=1`])
  })

  it('scales by a patch of the scale subresource', () => {
    const { method, path, contentType, body } = command('scale').requests.at(-1) ?? {}
    expect({ method, path, contentType, body }).toEqual({
      method: 'PATCH',
      path: '/apis/apps/v1/namespaces/default/deployments/web/scale',
      contentType: 'application/merge-patch+json',
      body: '{"spec":{"replicas":5}}',
    })
  })

  it('asks for the list of resources only where it has none', () => {
    const asked = Object.keys(recording.scenarios).filter(id => recording.scenarios[id]?.commands.some(({ discovery }) => discovery.length))
    expect(asked).toEqual(['unauthorized-discovery'])
  })
})
