import { Stop } from '../../scripts/support/task.ts'

/** What Vite's own page says is needed to run the deck. */
export interface Shell {
  /** Attributes of the root element, such as `lang="en"`. */
  readonly rootAttributes: string
  /** What is left of the head once title, descriptions, scripts and styles of the build are taken out. */
  readonly head: string
  /** Address of the module that starts the deck. */
  readonly entry: string
  /** Addresses of what that module imports. */
  readonly modules: readonly string[]
  readonly styles: readonly string[]
}

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]

/** A page of the deck says these of itself, not of the whole. */
const OWN = /<meta charset[^>]*>|<title>[^]*?<\/title>|<meta [^>]*(?:http-equiv|name="description"|property=")[^>]*>|<script [^>]*type="module"[^>]*><\/script>|<link [^>]*rel="(?:modulepreload|stylesheet|canonical)"[^>]*>/g

/** Reads the page that Vite wrote. @throws Stop if it starts no script or has no style */
export function readShell(page: string): Shell {
  const head = /<head>([^]*?)<\/head>/.exec(page)?.[1] ?? ''
  const links = head.match(/<link [^>]*>/g) ?? []
  const hrefs = (rel: string): string[] => links.filter(link => attribute(link, 'rel') === rel).flatMap(link => attribute(link, 'href') ?? [])
  const entry = attribute(/<script [^>]*type="module"[^>]*>/.exec(head)?.[0] ?? '', 'src')
  const styles = hrefs('stylesheet')
  if (!entry || styles.length === 0)
    throw new Stop('The page that Vite wrote starts no script or has no stylesheet: static/pages/vite-html.ts does not understand it any more.')
  return {
    rootAttributes: /<html([^>]*)>/.exec(page)?.[1]?.trim() ?? '',
    head: head.replace(OWN, '').replace(/\n\s*(?=\n)/g, '').trim(),
    entry,
    modules: hrefs('modulepreload'),
    styles,
  }
}
