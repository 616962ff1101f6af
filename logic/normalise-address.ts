/** The part of an address that says where in the talk it leads. */
export interface Address {
  /** Path below the deck's base, such as `/hub`, `/14` or `/presenter/hub`. */
  readonly path: string
  readonly query: Readonly<Record<string, string | null | (string | null)[] | undefined>>
}

/** What stands around an address in running text, and is taken for a part of it. No name in the deck has any of it. */
const AROUND = /^[\s<("'“‘«[]+|[\s.,;:!?)\]}>"'”’»*/…]+$/g

const cleaned = (text: string): string => text.replace(AROUND, '')

/** What the deck reads of an address beside its path; what else stands there is somebody else's. */
const OURS = /^(?:step|clicks|inside|play)$/

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  }
  catch {
    return text
  }
}

/** An address as it was meant, where a mail or a server has changed its spelling; the same object where nothing has. */
export function normaliseAddress(address: Address): Address {
  const [path = '', ...rest] = decoded(address.path).split('?')
  const names = path.toLowerCase().split('/').map(cleaned).filter(name => name !== '')
  const last = names.at(-1) === 'index.html' && names.length > 1 ? names.slice(0, -1) : names
  const queried: Record<string, Address['query'][string]> = { ...Object.fromEntries(new URLSearchParams(rest.join('?'))), ...address.query }
  const query = Object.fromEntries(Object.entries(queried).map(([key, value]) => {
    const name = key.replace(/^amp;/, '').toLowerCase()
    // A short way to ask for the cluster of the server.
    if (name === 'live' && !value)
      return ['play', name]
    if (!OURS.test(name) || typeof value !== 'string')
      return [key, value]
    const text = cleaned(value)
    // Capitals in the moves of a cluster mean something, and a number for a step means the click.
    return [name === 'step' && Number(text) >= 0 ? 'clicks' : name, name === 'play' ? text : text.toLowerCase()]
  }))
  const meant = { path: `/${last.join('/')}`, query }
  const isSame = meant.path === address.path && JSON.stringify(query) === JSON.stringify(address.query)
  return isSame ? address : meant
}
