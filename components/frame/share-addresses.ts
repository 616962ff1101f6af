/** The addresses by which the audience's phones follow the talk; the server says them in each page that it gives to a speaker. For browsers alone. */
export function followAddresses(): readonly string[] {
  return (document.querySelector<HTMLMetaElement>('meta[name=deck-share]')?.content ?? '').split(' ').filter(Boolean)
}
