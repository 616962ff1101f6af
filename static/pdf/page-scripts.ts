/*
 * What runs in the page that a paper is printed from. Each function is sent there as it is written, so that it can use
 * nothing but what is in the page.
 */

/** Which of the ids are not there yet as a whole slide. Slidev shows that a slide is loading only after a while, so the slide itself is looked for. */
export function missing(ids: readonly string[]): string[] {
  return ids.filter((id) => {
    const sheet = document.getElementById(id)
    return !sheet?.querySelector('.slidev-layout') || sheet.querySelector('.slidev-slide-loading') !== null
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
export function broken(ids: readonly string[]): string[] {
  return ids.filter(id => document.getElementById(id)?.querySelector('.failure'))
}

/** What the page says of itself. */
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

/**
 * Makes the page ready for tags. Chromium takes the name of a drawing as its alternative text, and leaves out its
 * description; a link into the deck becomes one within the paper; and a heading in order.
 *
 * @returns how many drawings there are in each place that has a name
 */
export function ready({ names, paged }: { readonly names: readonly string[], readonly paged: boolean }): Record<string, number> {
  // One that waits for a later step to draw anything becomes no figure.
  const drawings = [...document.querySelectorAll('.paper [role="img"]')].filter(each => !(each instanceof SVGElement) || each.querySelector(':scope > :not(title, desc)'))
  for (const drawing of drawings) {
    const words = ['aria-labelledby', 'aria-describedby'].flatMap(name => document.getElementById(drawing.getAttribute(name) ?? '')?.textContent?.trim() || [])
    if (words.length > 0)
      drawing.setAttribute('aria-label', words.map(text => /[.?!]$/.test(text) ? text : `${text}.`).join(' '))
    drawing.removeAttribute('aria-labelledby')
    drawing.removeAttribute('aria-describedby')
  }
  for (const link of document.querySelectorAll('.paper a[href]:not([href^="#"])')) {
    const { origin, pathname } = new URL(link.getAttribute('href') ?? '', location.href)
    const name = pathname.slice(pathname.lastIndexOf('/') + 1)
    if (origin === location.origin && names.includes(name))
      link.setAttribute('href', `#${name}`)
  }
  for (const heading of document.querySelectorAll('.slidev-layout :is(h1, h2, h3)')) {
    // In a handout a slide is a picture, and its title stands above it.
    if (!paged)
      heading.setAttribute('role', 'presentation')
    else if (!names.includes(heading.closest('[data-page]')?.id ?? ''))
      heading.setAttribute('aria-level', String(Number(heading.tagName.slice(1)) + 1))
  }
  const counts: Record<string, number> = {}
  for (const drawing of drawings) {
    const id = drawing.closest('[data-page]')?.id ?? ''
    counts[id] = (counts[id] ?? 0) + 1
  }
  return counts
}

/** Writes the page that each entry of the contents leads to behind it. */
export function numberContents(pages: Readonly<Record<string, number>>): void {
  for (const [id, page] of Object.entries(pages)) {
    for (const link of document.querySelectorAll(`[data-page-of="${id}"]`))
      link.textContent = String(page)
  }
}
