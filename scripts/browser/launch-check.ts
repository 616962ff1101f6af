import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines } from '../support/command.ts'
import { CACHE } from '../support/project.ts'

const RECORD = join(CACHE, 'browser.json')
const LIMIT_MS = 60_000

/** A browser that was seen to work, and how to tell that the file is still the same. */
interface Proof {
  readonly path: string
  readonly mtimeMs: number
  readonly size: number
}

/**
 * Starts the browser and has it write a string: a file that exists may still lack its libraries, be a
 * stub that asks for a snap, or end at the first word that it has no font for.
 * @returns why it does not work, in a line; undefined if it does
 */
export async function faultOf(path: string): Promise<string | undefined> {
  if (!existsSync(path))
    return 'there is no such file'
  // Loaded here alone: it takes longer than all else this module does.
  const { chromium } = await import('playwright-chromium')
  try {
    const browser = await chromium.launch({ executablePath: path, timeout: LIMIT_MS })
    try {
      const page = await browser.newPage()
      await page.setContent('<p>it works</p>')
      const words = await page.locator('p').innerText()
      if (words === '')
        return 'it draws no words: install a font'
      return words === 'it works' ? undefined : `it answered "${words}"`
    }
    finally {
      await browser.close()
    }
  }
  catch (error) {
    return reasonIn(error instanceof Error ? error.message : String(error))
  }
}

/** Playwright's message holds the whole call log; the browser's own complaint is one line of it. */
function reasonIn(message: string): string {
  const complaint = message.split('\n').find(line => /error while loading|\[err\]|requires the|cannot execute|ENOEXEC|EACCES/i.test(line))
  return lastLines(complaint ?? message.split('\n')[0] ?? '').slice(0, 200)
}

const proofOf = (path: string): Proof => {
  const { mtimeMs, size } = statSync(path)
  return { path, mtimeMs, size }
}

/** Remembers that the browser works. */
export function remember(path: string): void {
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(RECORD, JSON.stringify(proofOf(path)))
}

/** The browser last seen to work, if its file has not changed since. */
export function recall(): string | undefined {
  try {
    const proof = JSON.parse(readFileSync(RECORD, 'utf8')) as Proof
    const now = proofOf(proof.path)
    return now.mtimeMs === proof.mtimeMs && now.size === proof.size ? proof.path : undefined
  }
  catch {
    return undefined
  }
}
