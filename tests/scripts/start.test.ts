import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runNode } from '../../scripts/support/command.ts'
import { ROOT } from '../../scripts/support/project.ts'

const npmStart = (...args: string[]): ReturnType<typeof runNode> => runNode([join(ROOT, 'scripts/run.mjs'), 'start', ...args])

describe('npm start', () => {
  let taken: Server
  beforeAll(async () => {
    taken = createServer()
    await new Promise<void>(done => taken.listen(0, '127.0.0.1', done))
  })
  afterAll(() => void taken.close())

  test('says its options', async () => {
    const { code, output } = await npmStart('--help')
    expect(code).toBe(0)
    for (const option of ['--port', '--host', '--base', '--open'])
      expect(output).toContain(option)
  })

  test('says in one line that the port it was given is taken', async () => {
    const { port } = taken.address() as AddressInfo
    expect(await npmStart('--port', `${port}`)).toMatchObject({ ok: false, code: 1, output: `Port ${port} is taken: end what uses it, or give another with --port.\n` })
  })

  test.each([
    [['--prot', '8080'], /^There is no option --prot: choose of --port, --host, --share, --base, --cut, --open, --no-kubectl, --kubectl-port, --kubectl-host, --help\.\n$/],
    [['--remote'], /^There is no option --remote: choose of .*\.\n$/],
    [['8080'], /^"8080" is no option: choose of .*\.\n$/],
    [['--port'], /^--port needs a value: give one after it\.\n$/],
    [['--port', 'x'], /^--port is "x", but must be a number from 1 to 65535\.\n$/],
    [['--base', 'deck'], /^--base is "deck", but must start and end with "\/".*\.\n$/],
    [['--open=yes'], /^--open takes no value: give it alone\.\n$/],
  ])('refuses %j in one line that says what to do', async (args, line) => {
    const { code, output } = await npmStart(...args)
    expect([code, output]).toEqual([1, expect.stringMatching(line)])
  })
})
