import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, posix, win32 } from 'node:path'

/** The headless shell first, as with Playwright's own: it has no windows, and opens a page with half the work. */
const LINUX_NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const LINUX_FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin']
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const WINDOWS_PROGRAMS = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
const WINDOWS_FOLDERS = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']

type Environment = Readonly<Record<string, string | undefined>>

/** Where a system's own Chromium, or a relative, is usually found, best first; none need exist. */
export function systemLocations(platform: string, env: Environment): readonly string[] {
  if (platform === 'win32') {
    const folders = WINDOWS_FOLDERS.flatMap(name => env[name] ?? [])
    return WINDOWS_PROGRAMS.flatMap(program => folders.map(folder => win32.join(folder, program)))
  }
  if (platform === 'darwin') {
    const folders = ['/', env.HOME ?? '/'].map(home => posix.join(home, 'Applications'))
    return MAC_APPS.flatMap(app => folders.map(folder => posix.join(folder, `${app}.app`, 'Contents', 'MacOS', app)))
  }
  const folders = new Set([...LINUX_FOLDERS, ...(env.PATH ?? '').split(':').filter(Boolean)])
  return LINUX_NAMES.flatMap(name => [...folders].map(folder => posix.join(folder, name)))
}

/**
 * Playwright's own browsers: the headless shell first, as it is what Playwright itself prefers.
 * @param chrome where Playwright would keep its full Chromium: <cache>/chromium-<revision>/…
 */
export async function playwrightLocations(chrome?: string): Promise<readonly string[]> {
  const full = chrome ?? (await import('playwright-chromium')).chromium.executablePath()
  const revision = dirname(dirname(full))
  const shell = revision.replace(/chromium-(\d+)$/, 'chromium_headless_shell-$1')
  return [...(shell === revision ? [] : headlessShells(shell)), full]
}

/** The folder and the program are named by system and architecture, in more ways than one. */
function headlessShells(folder: string): readonly string[] {
  if (!existsSync(folder))
    return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => /(?:^|[\\/])(?:chrome-headless-shell|headless_shell)(?:\.exe)?$/.test(path))
    .map(path => join(folder, path))
}
