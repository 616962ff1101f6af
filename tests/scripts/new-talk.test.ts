import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, describe, expect, test } from 'vitest'
import { newTalk, withAnswers } from '../../scripts/support/new-talk.ts'
import { ROOT } from '../../scripts/support/project.ts'
import { Stop } from '../../scripts/support/task.ts'

const folder = mkdtempSync(join(tmpdir(), 'new-talk-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a new talk', () => {
  let count = 0
  /** Asks for a new talk with `settings.ts` as delivered but for some changes, and gives what was said and what is in the file. */
  async function ask(answers: string, isTyped = false, text = readFileSync(join(ROOT, 'settings.ts'), 'utf8')) {
    const talkFolder = mkdtempSync(join(folder, `talk-${count++}-`))
    const file = join(talkFolder, 'settings.ts')
    writeFileSync(file, text)
    const [input, output] = [new PassThrough(), new PassThrough()]
    let shown = ''
    const waiting = answers.split('\n')
    output.on('data', (part: Buffer) => {
      shown += part.toString()
      // Who types answers once a question is there.
      if (isTyped && /\? \[[^\]]*\] $/.test(part.toString()) && waiting.length > 0)
        setImmediate(() => input.write(`${waiting.shift() ?? ''}\r`))
    })
    if (!isTyped)
      input.end(answers)
    const outcome = await newTalk({ file, input, output, isTyped }).then(String, (error: unknown) => error instanceof Stop ? error.message : `no sentence: ${String(error)}`)
    return { outcome, shown, text: readFileSync(file, 'utf8'), before: text, files: readdirSync(talkFolder) }
  }
  const five = 'Ann O\'Hara\nExample University\nMeetup\n2026-12-05\n30'
  const written = ['  speaker: \'Ann O\\\'Hara\',', '  affiliation: \'Example University\',', '  event: \'Meetup\',', '  date: \'2026-12-05\',', '  cut: 30,']

  test.each([['piped', false], ['typed', true]])('is asked five questions, %s, and changes five lines', async (_, isTyped) => {
    const { outcome, shown, text, before, files } = await ask(`${five}${isTyped ? '' : '\n'}`, isTyped)
    expect(outcome).toBe('true')
    expect(shown.match(/\? \[/g)?.length).toBeGreaterThanOrEqual(5)
    const old = before.split('\n')
    expect(text.split('\n').filter((line, at) => line !== old[at])).toEqual(written)
    expect(text.split('\n')).toHaveLength(old.length)
    expect(files).toEqual(['settings.ts'])
  })

  test('keeps what was there where nothing is answered, or the answers end', async () => {
    const { text } = await ask(`${five}\n`)
    const again = await ask('\n\n', false, text)
    expect([again.outcome, again.text]).toEqual(['false', text])
    const changed = await ask('\n-\n', false, text)
    expect(changed.text).toBe(text.replace('affiliation: \'Example University\'', 'affiliation: \'\''))
  })

  test.each(['Ann\n\n\n5.12.2026\n30\n', 'Ann\n\n\n\nthirty\n'])('of %j changes nothing, and says why', async (answers) => {
    const { outcome, text, before, files } = await ask(answers)
    expect(outcome).toMatch(/^settings\.ts: (?:date|cut) is ".*Nothing was changed\.$/)
    expect([text, files]).toEqual([before, ['settings.ts']])
  })

  test('asks who types again after a bad answer', async () => {
    const { outcome, shown, text } = await ask('Ann\n\n\ntomorrow\n2026-12-05\n30', true)
    expect(outcome).toBe('true')
    expect(shown).toContain('date is "tomorrow"')
    expect(text).toContain('date: \'2026-12-05\'')
  })

  test('changes nothing on Ctrl+C', async () => {
    const { outcome, text, before } = await ask('Ann\nExample University\n\u0003', true)
    expect(outcome).toContain('Nothing was changed.')
    expect(text).toBe(before)
  })

  test('finds its settings however they are written', () => {
    expect(withAnswers('export const settings = {\n  "speaker": "A\'", // who\n  cut: 0, } as const satisfies X', { speaker: 'B', cut: 30 })).toBe('export const settings = {\n  "speaker": \'B\', // who\n  cut: 30, } as const satisfies X')
    expect(withAnswers('export const settings: T = {\n  deck: \'\',\n}\n', { event: 'M' })).toBe('export const settings: T = {\n  deck: \'\',\n  event: \'M\',\n}\n')
    expect(() => withAnswers('export const others = {}', { event: 'M' })).toThrow(Stop)
  })
})
