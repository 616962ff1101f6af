import { describe, expect, test } from 'vitest'
import { ensureBrowser, findBrowser, type Machine } from '../../scripts/browser/find-browser.ts'
import { playwrightLocations, systemLocations } from '../../scripts/browser/locations.ts'

/** A machine on which the browsers named work, and which keeps a log of what is tried and installed. */
function machine(working: string[], changes: Partial<Machine> = {}): Machine & { readonly log: string[] } {
  const log: string[] = []
  let known: string | undefined
  return {
    log,
    chosen: undefined,
    locations: async () => ['own', 'system', 'packaged'],
    installers: ['first', 'second', 'third'].map(name => ({
      name,
      install: async () => {
        log.push(`install ${name}`)
        return `no ${name} here`
      },
    })),
    faultOf: async (path) => {
      log.push(`try ${path}`)
      return working.includes(path) ? undefined : 'broken'
    },
    recall: () => known,
    remember: (path) => {
      known = path
    },
    say: () => {},
    ...changes,
  }
}

describe('finding a browser', () => {
  test('takes the first that works', async () => {
    const here = machine(['system', 'packaged'])
    expect(await findBrowser(here)).toBe('system')
    expect(here.log).toEqual(['try own', 'try system'])
  })

  test('does not try again what it saw work', async () => {
    const here = machine(['system'])
    await findBrowser(here)
    here.log.length = 0
    expect(await findBrowser(here)).toBe('system')
    expect(here.log).toEqual([])
  })

  test('takes the one that CHROMIUM_PATH names, whatever else works or was seen to', async () => {
    const here = machine(['own', 'mine'], { chosen: 'mine', recall: () => 'own' })
    expect(await findBrowser(here)).toBe('mine')
  })

  test('a browser of CHROMIUM_PATH is forgotten once it names none', async () => {
    const here = machine(['own', 'mine'], { chosen: 'mine' })
    await findBrowser(here)
    expect(await findBrowser({ ...here, chosen: undefined })).toBe('own')
  })

  test('names CHROMIUM_PATH where it is of no use, and takes no other', async () => {
    const here = machine(['own'], { chosen: '/opt/mine' })
    await expect(findBrowser(here)).rejects.toThrow(/CHROMIUM_PATH names \/opt\/mine.*broken/)
    await expect(ensureBrowser(here)).rejects.toThrow(/CHROMIUM_PATH/)
    expect(here.log).not.toContain('install first')
  })

  test('no browser is found where there is none', async () => expect(await findBrowser(machine([]))).toBeUndefined())
})

describe('installing a browser', () => {
  test('does not happen where there is one', async () => {
    const here = machine(['own'])
    await ensureBrowser(here)
    expect(here.log).toEqual(['try own'])
  })

  test('stops at the first installer whose browser starts', async () => {
    const working: string[] = []
    const here = machine(working, {
      installers: [
        { name: 'first', install: async () => 'no network' },
        { name: 'second', install: async () => void working.push('system') },
        { name: 'third', install: () => Promise.reject(new Error('was not to be tried')) },
      ],
    })
    expect(await ensureBrowser(here)).toBe('system')
  })

  test('when all installers fail, says why each did and what to do', async () => {
    const here = machine([], { installers: [{ name: 'by hope', install: async () => undefined }, { name: 'by force', install: async () => 'no root' }] })
    await expect(ensureBrowser(here)).rejects.toThrow(/install Chromium, or set CHROMIUM_PATH .*by hope: what it installed does not start; by force: no root/)
  })
})

describe('the locations of browsers', () => {
  test('on Linux: the usual folders, then the path; the shell, which is quicker, first', () => {
    const locations = systemLocations('linux', { PATH: '/nix/bin:/usr/bin' })
    const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/nix/bin']
    expect(locations.slice(0, 8)).toEqual(['chromium-headless-shell', 'chromium'].flatMap(name => folders.map(folder => `${folder}/${name}`)))
    expect(locations).toContain('/usr/bin/google-chrome')
    expect(new Set(locations).size).toBe(locations.length)
  })

  test('on macOS: applications of the machine and of the user', () => {
    const locations = systemLocations('darwin', { HOME: '/Users/ada' })
    expect(locations).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(locations).toContain('/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium')
  })

  test('on Windows: the folders the system names', () => {
    expect(systemLocations('win32', { 'ProgramFiles(x86)': 'C:\\Program Files (x86)' }))
      .toContain('C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe')
    expect(systemLocations('win32', {})).toEqual([])
  })

  test('of Playwright: its full browser, where it has no shell', async () => {
    expect(await playwrightLocations('/cache/chromium-1254/chrome-linux64/chrome')).toEqual(['/cache/chromium-1254/chrome-linux64/chrome'])
  })
})
