import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { secondsOf, timedSteps } from '../../deck/pace.ts'
import { slots } from '../../deck/programmes.ts'
import { timing } from '../../deck/timing.ts'
import { type ExerciseCommand, exercises } from '../../kit/exercises.ts'
import { startLiveCluster } from '../../scripts/serve/live-cluster.ts'
import { ROOT } from '../../scripts/support/project.ts'
import { goals } from '../../slides/break-it/goals.ts'
import { parts } from '../../slides/parts/index.ts'
import { CREDIT_LINE } from '../../talk/credit-line.ts'
import { kubectl } from '../support/kubectl/programs.ts'

const read = (file: string): string => readFileSync(join(ROOT, 'kit', file), 'utf8')
/** What stands under each heading of the second level. */
const chapters = (file: string): ReadonlyMap<string, string> =>
  new Map(read(file).split(/^## /m).slice(1).map(each => [each.split('\n')[0] ?? '', each.split('\n').slice(1).join('\n').trim()]))

describe('the abstract', () => {
  test.each([50, 150])('of %i words has as many', count => expect(chapters('abstract.md').get(`In ${count} words`)?.split(/\s+/)).toHaveLength(count))
  test('comes in two lengths', () => expect(chapters('abstract.md').size).toBe(2))
})

test('there are three texts to announce it, each of less than 280 characters', () => {
  const texts = [...chapters('social.md').values()]
  expect(texts).toHaveLength(3)
  expect(texts.filter(text => text.length === 0 || [...text].length >= 280)).toEqual([])
})

test('the list names every file of the kit, and no other', () => {
  const named = [...read('README.md').matchAll(/\]\(([\w.-]+)\)/g)].map(([, file]) => file)
  expect(named.sort()).toEqual(readdirSync(join(ROOT, 'kit')).filter(file => file !== 'README.md').sort())
})

describe('what the kit says of the deck', () => {
  const all = readdirSync(join(ROOT, 'kit')).map(read).join('\n')
  test('is how long it takes, whole and cut', () => {
    const minutes = Math.round(secondsOf(timedSteps(timing)) / 60)
    expect(read('organisers.md')).toContain(`whole, some ${minutes} minutes, or cut for a slot of ${slots.slice(0, -1).join(', ')} or ${slots.at(-1)} minutes`)
  })
  test('is how many parts and tasks there are', () => {
    expect(parts).toHaveLength(7)
    expect(read('room.md')).toContain('the seven parts')
    expect(goals).toHaveLength(12)
    expect(read('social.md')).toContain('Twelve tasks')
  })
  test('are commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
    const named = [...all.matchAll(/npm (?:run )?([\w-]+)/g)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(4)
    expect(named.filter(name => !(name in scripts))).toEqual([])
  })
  test('is the line to copy', () => expect(read('organisers.md')).toContain(CREDIT_LINE))
  test('links only to files that exist', () => {
    const links = [...all.matchAll(/\]\(([\w./-]+)\)/g)].map(([, file = '']) => file)
    expect(links.filter(file => !existsSync(join(ROOT, 'kit', file)))).toEqual([])
  })
})

test('there are ten exercises, each with commands, a question and an answer', () => {
  expect(exercises).toHaveLength(10)
  expect(exercises.filter(({ playground, commands, asks, answer }) => !playground || commands.length === 0 || !asks.endsWith('?') || answer.length < 40)).toEqual([])
  expect(exercises.flatMap(({ commands }) => commands).filter(({ line }) => !line.startsWith('kubectl '))).toEqual([])
})

test('every command of the exercises does on the cluster of npm start what it should', async () => {
  const program = await kubectl('1.35.2')
  const folder = mkdtempSync(join(tmpdir(), 'exercises-'))
  const cluster = await startLiveCluster({ folder })
  cluster.setSpeed(10)
  const type = ({ line }: ExerciseCommand): Promise<{ readonly said: string, readonly ok: boolean }> => new Promise(resolve =>
    execFile(program, line.split(' ').slice(1), { env: { ...process.env, HOME: folder, KUBECONFIG: cluster.kubeconfig }, timeout: 30_000 }, (error, stdout, stderr) => resolve({ said: stdout + stderr, ok: !error })))
  try {
    for (const command of exercises.flatMap(({ commands }) => commands)) {
      const { line, prints, fails = false, late } = command
      if (late)
        await expect.poll(async () => (await type(command)).said, { timeout: 20_000, interval: 100, message: line }).toMatch(prints)
      else
        expect({ line, ...await type(command) }).toEqual({ line, said: expect.stringMatching(prints) as string, ok: !fails })
    }
  }
  finally {
    await cluster.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
