/** The same full screen, in which a refusal is no error: a page in a frame may not have it. */
export function quietFullscreen<T extends { readonly toggle: () => Promise<void> }>(fullscreen: T): T {
  return { ...fullscreen, toggle: () => fullscreen.toggle().catch(() => {}) }
}
