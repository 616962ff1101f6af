/** Opens a link beside the presenter's window that the router has not taken: it leads to another site, or to a page that is no slide. */
export function openInNewTab(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!link || event.defaultPrevented || link.hasAttribute('target'))
    return
  const { origin, pathname } = new URL(link.getAttribute('href') ?? '', document.baseURI)
  if (origin === location.origin && pathname === location.pathname)
    return
  link.setAttribute('target', '_blank')
  link.setAttribute('rel', 'noopener')
}
