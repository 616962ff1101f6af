import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import ts from 'typescript'
import type { TalkSettings } from '../../talk/talk-settings.ts'
import { slots } from '../../deck/programmes.ts'
import { checkSettings, readSettings } from './settings.ts'
import { Stop } from './task.ts'

/** A question, and the setting that its answer is written to. */
export interface TalkQuestion {
  readonly setting: 'speaker' | 'affiliation' | 'event' | 'date' | 'cut'
  readonly asks: string
}

const talkQuestions: readonly TalkQuestion[] = [
  { setting: 'speaker', asks: 'Who speaks?' },
  { setting: 'affiliation', asks: 'From where, or for whom?' },
  { setting: 'event', asks: 'At which event?' },
  { setting: 'date', asks: 'On which day, as 2026-12-05?' },
  { setting: 'cut', asks: `How many minutes is the slot: ${slots.join(', ')}, or 0 for the whole talk?` },
]

/** What empties a setting: an empty answer keeps it. */
const NONE = '-'

/** Settings with the answer to a question in them, not yet checked: an empty answer keeps what was there, and a hyphen empties it. */
function answered(settings: TalkSettings, { setting }: TalkQuestion, answer: string): Readonly<Record<string, unknown>> {
  const said = answer.trim()
  if (!said)
    return { ...settings }
  if (setting === 'cut')
    return { ...settings, cut: said === NONE ? 0 : /^\d+$/.test(said) ? Number(said) : said }
  return { ...settings, [setting]: said === NONE ? '' : said }
}

/** A value as the file has it. */
const literal = (value: unknown): string => typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'')}'` : String(value)

/** The text of `settings.ts` with other values for some settings. @throws Stop if it does not say `export const settings = { … }` */
export function withAnswers(text: string, answers: Readonly<Record<string, string | number>>): string {
  const source = ts.createSourceFile('settings.ts', text, ts.ScriptTarget.Latest, true)
  const declared = source.statements.flatMap(each => ts.isVariableStatement(each) ? [...each.declarationList.declarations] : []).find(({ name }) => name.getText(source) === 'settings')
  let object = declared?.initializer
  while (object && (ts.isAsExpression(object) || ts.isSatisfiesExpression(object) || ts.isParenthesizedExpression(object)))
    object = object.expression
  if (!object || !ts.isObjectLiteralExpression(object))
    throw new Stop('settings.ts exports no settings: write "export const settings: TalkSettings = { … }" as it was.')
  const { properties } = object
  const edits = Object.entries(answers).map(([name, value]) => {
    const property = properties.find(each => ts.isPropertyAssignment(each) && each.name.getText(source).replaceAll(/^['"]|['"]$/g, '') === name)
    return property && ts.isPropertyAssignment(property)
      ? { from: property.initializer.getStart(source), to: property.initializer.getEnd(), by: literal(value) }
      : { from: object.getEnd() - 1, to: object.getEnd() - 1, by: `  ${name}: ${literal(value)},\n` }
  })
  return edits.toSorted((one, other) => other.from - one.from).reduce((all, { from, to, by }) => all.slice(0, from) + by + all.slice(to), text)
}

/** Writes a file in one step: it is never there by halves. */
function write(file: string, text: string): void {
  const next = `${file}.${process.pid}.next`
  writeFileSync(next, text)
  renameSync(next, file)
}

/** Where the answers of a new talk come from, and where they go. */
export interface NewTalkOptions {
  /** `settings.ts`, absolute. */
  readonly file: string
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** Whether somebody types, who can be asked again. */
  readonly isTyped: boolean
}

/**
 * Asks who gives the talk, where and when, and writes it into `settings.ts` once all is answered: before that nothing is
 * changed. Answers that are piped may end early: what is not answered stays as it was.
 *
 * @returns whether the file was changed
 * @throws Stop if the settings were wrong before, a piped answer will not do, or who types gave up
 */
export async function newTalk({ file, input, output, isTyped }: NewTalkOptions): Promise<boolean> {
  const before = readFileSync(file, 'utf8')
  let settings = await readSettings(file)
  const lines = createInterface({ input, output, terminal: isTyped })
  const gaveUp = new AbortController()
  lines.on('SIGINT', () => gaveUp.abort())
  lines.on('close', () => gaveUp.abort())
  // Piped answers come all at once, and none may be lost between two questions.
  const piped = isTyped ? undefined : lines[Symbol.asyncIterator]()

  async function answer(prompt: string): Promise<string> {
    if (!piped) {
      return lines.question(prompt, { signal: gaveUp.signal }).catch(() => {
        throw new Stop('\nNothing was changed.')
      })
    }
    const { value = '' } = await piped.next() as { readonly value?: string }
    output.write(`${prompt}${value}\n`)
    return value
  }

  try {
    output.write('Enter keeps what is there, - empties it, Ctrl+C changes nothing.\n')
    for (const question of talkQuestions) {
      for (let isAnswered = false; !isAnswered;) {
        const said = await answer(`${question.asks} [${settings[question.setting]}] `)
        try {
          settings = await checkSettings(answered(settings, question, said))
          isAnswered = true
        }
        catch (error) {
          if (!(error instanceof Stop))
            throw error
          if (!isTyped)
            throw new Stop(`${error.message} Nothing was changed.`)
          output.write(`${error.message}\n`)
        }
      }
    }
  }
  finally {
    lines.close()
  }
  const after = withAnswers(before, Object.fromEntries(talkQuestions.map(({ setting }) => [setting, settings[setting]])))
  if (after !== before)
    write(file, after)
  return after !== before
}
