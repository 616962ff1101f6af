import { escapeHtml } from './html.ts'

/** What robots.txt says: everything may be read, and where the list of pages is, if the deck's address is known. */
export function robots(deck: string): string {
  return `User-agent: *\nAllow: /\n${deck && `Sitemap: ${new URL('sitemap.xml', deck).href}\n`}`
}

/** The list of pages for search engines. @param paths below the deck's address */
export function sitemap(paths: readonly string[], deck: string): string {
  const urls = paths.map(path => `  <url><loc>${escapeHtml(new URL(path, deck).href)}</loc></url>\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`
}
