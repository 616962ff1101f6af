import { packagedLocations } from './packaged.ts'
import { playwrightLocations, systemLocations } from './locations.ts'
import { faultOf, recall, remember } from './launch-check.ts'
import { type Installer, INSTALLERS } from './installers.ts'
import { CACHE } from '../support/project.ts'
import { alone } from '../run/lock.mjs'
import { Stop } from '../support/task.ts'

/** What the search touches of the machine, so that a test can stand in for all of it. */
export interface Machine {
  /** CHROMIUM_PATH: the browser somebody decided on. */
  readonly chosen: string | undefined
  /** Browsers that may be there, best first. */
  readonly locations: () => Promise<readonly string[]>
  /** Ways to install one, in the order they are tried. */
  readonly installers: readonly Installer[]
  /** Why a browser does not work; undefined if it does. */
  readonly faultOf: (path: string) => Promise<string | undefined>
  /** The browser last seen to work, if it is unchanged. */
  readonly recall: () => string | undefined
  readonly remember: (path: string) => void
  readonly say: (line: string) => void
}

const thisMachine: Machine = {
  chosen: process.env.CHROMIUM_PATH,
  locations: async () => [...await playwrightLocations(), ...systemLocations(process.platform, process.env), ...packagedLocations],
  installers: INSTALLERS,
  faultOf,
  recall,
  remember,
  say: console.error,
}

/**
 * The path of a Chromium that works here, for `chromium.launch({ executablePath })`. One that was
 * seen to work is not tried again until its file changes.
 * @returns undefined if there is none
 * @throws Stop if CHROMIUM_PATH names one that does not work
 */
export async function findBrowser(machine: Machine = thisMachine): Promise<string | undefined> {
  const { chosen, locations, recall, remember } = machine
  const known = recall()
  if (known && (!chosen || chosen === known))
    return known
  for (const path of chosen ? [chosen] : await locations()) {
    const fault = await machine.faultOf(path)
    if (!fault) {
      // What CHROMIUM_PATH names holds as long as it is set.
      if (!chosen)
        remember(path)
      return path
    }
    if (chosen)
      throw new Stop(`CHROMIUM_PATH names ${chosen}, which does not work (${fault}): set it to a Chromium that does, or unset it.`)
  }
  return undefined
}

/** As findBrowser, but installs one where there is none. @throws Stop with one sentence that says what to do, and why each way failed */
export async function ensureBrowser(machine: Machine = thisMachine): Promise<string> {
  const found = await findBrowser(machine)
  if (found)
    return found
  let installed: string | undefined
  const reasons: string[] = []
  await alone(CACHE, async () => {
    // Another command may have installed one while this waited.
    installed = await findBrowser(machine)
    for (const installer of installed ? [] : machine.installers) {
      machine.say(`Installing a browser ${installer.name} (once)…`)
      const reason = await installer.install()
      installed = await findBrowser(machine)
      if (installed)
        return
      reasons.push(`${installer.name}: ${reason ?? 'what it installed does not start'}`)
    }
  })
  if (!installed)
    throw new Stop(`No browser could be found or installed: install Chromium, or set CHROMIUM_PATH to one (${reasons.join('; ')}).`)
  return installed
}
