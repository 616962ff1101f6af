/**
 * The addresses by which the audience's phones follow the talk; none where the deck is not shared. The server says them in
 * each page that it gives to a speaker. To be called in a browser alone.
 */
export function followAddresses(): readonly string[] {
  return (document.querySelector<HTMLMetaElement>('meta[name=deck-share]')?.content ?? '').split(' ').filter(Boolean)
}
