/** A screen, as the Window Management API tells of it. */
interface Screen {
  readonly availLeft: number
  readonly availTop: number
  readonly availWidth: number
  readonly availHeight: number
}

interface WindowWithScreens {
  readonly getScreenDetails?: () => Promise<{ readonly screens: readonly Screen[], readonly currentScreen: Screen }>
}

/** The screen beside the one that this window is on; undefined where there is none, or the browser does not tell. */
async function otherScreen(): Promise<Screen | undefined> {
  try {
    const details = await (globalThis as WindowWithScreens).getScreenDetails?.()
    return details?.screens.find(screen => screen !== details.currentScreen)
  }
  catch {
    // Whoever was asked has said no.
    return undefined
  }
}

/** Opens the stage in a window of its own, over all of the other screen where the browser knows one; pressed again it is the same window. */
export async function openStage(address: string): Promise<void> {
  const screen = await otherScreen()
  const features = screen ? `left=${screen.availLeft},top=${screen.availTop},width=${screen.availWidth},height=${screen.availHeight}` : 'width=1280,height=720'
  window.open(address, 'deck-stage', `popup,${features}`)
}
