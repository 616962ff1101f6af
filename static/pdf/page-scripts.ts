/*
 * What runs in the page that a paper is printed from. Each function is sent there as it is written, so that it can use
 * nothing but what is in the page.
 */

/** Which of the ids are not there yet as a whole slide. Slidev shows that a slide is loading only after a while, so the slide itself is looked for. */
export function missing(ids: readonly string[]): string[] {
  return ids.filter((id) => {
    const sheet = document.getElementById(id)
    return !sheet?.querySelector('.slidev-layout, .column-picture') || sheet.querySelector('.slidev-slide-loading') !== null
  })
}

/** Waits for what comes late: fonts and pictures that a slide asks for only once it is laid out. */
export async function settle(): Promise<void> {
  const frame = (): Promise<unknown> => new Promise(requestAnimationFrame)
  await frame()
  await frame()
  await Promise.all([...document.images].map(image => image.decode().catch(() => undefined)))
  await document.fonts.ready
  await frame()
}

/** Ids of slides whose picture failed and was replaced by words. */
export function failedPictures(ids: readonly string[]): string[] {
  return ids.filter(id => document.getElementById(id)?.querySelector('.failure'))
}

/**
 * Draws a slide of the handout smaller, and sets its lines closer, where else a page would hold no more than its last lines.
 * What is still too long then stays as it was.
 *
 * @param height what a page holds, in CSS pixels
 */
export function saveLastPages(height: number): void {
  const lastLines = 210
  const leastScale = 0.75
  for (const leaf of document.querySelectorAll<HTMLElement>('.leaf')) {
    const frame = leaf.querySelector<HTMLElement>('.frame')
    const pages = Math.floor(leaf.offsetHeight / height)
    // Steps stay whole, so each of several pages leaves some of itself free.
    const rest = (): number => leaf.offsetHeight - pages * height + 40 * (pages - 1)
    if (!frame || pages === 0 || rest() > lastLines)
      continue
    for (const lines of ['close', 'closer']) {
      leaf.classList.add(lines)
      const scale = Math.min(1 - (rest() + 4) / frame.offsetHeight, 1)
      if (scale >= leastScale) {
        leaf.style.setProperty('--picture-scale', `${Number(getComputedStyle(leaf).getPropertyValue('--picture-scale')) * scale}`)
        break
      }
      leaf.classList.remove(lines)
    }
  }
}

export interface Head {
  readonly author: string
  readonly description: string
  readonly keywords: string
}

/** Reads the head of the page. */
export function readHead(): Head {
  const meta = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''
  return { author: meta('author'), description: meta('description'), keywords: meta('keywords') }
}

/** Writes the page that each entry of the contents leads to behind it. */
export function numberContents(pages: Readonly<Record<string, number>>): void {
  for (const [id, page] of Object.entries(pages)) {
    for (const link of document.querySelectorAll(`[data-page-of="${id}"]`))
      link.textContent = String(page)
  }
}
