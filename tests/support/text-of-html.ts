/** The words of a piece of HTML. */
export function textOf(html: string): string {
  const text = html.replace(/<[^>]*>/g, ' ').replace(/&quot;/g, '"').replace(/&#39;/g, '\'').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
  return text.replace(/\s+/g, ' ').trim()
}
