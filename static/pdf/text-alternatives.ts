/**
 * Gives each picture its text alternative, before the page is printed with tags. Chromium takes the name of a drawing as its alternative text, and leaves out its
 * description; a link into the deck becomes one within the paper; and a heading in order.
 *
 * @returns how many drawings there are in each place that has a name
 */
export function addTextAlternatives({ names, paged }: { readonly names: readonly string[], readonly paged: boolean }): Record<string, number> {
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
