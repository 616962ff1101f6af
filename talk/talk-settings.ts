/** The colours of `styles/tokens.css` that a speaker may give their own, by their names there. */
export const colourNames = [
  'ground', 'ink', 'muted', 'line', 'box', 'accent', 'accent-ink', 'on-accent', 'active', 'control', 'control-edge', 'worker', 'worker-edge', 'worker-ink',
  'good', 'good-ground', 'bad', 'bad-ground', 'terminal', 'terminal-edge', 'terminal-ink', 'terminal-muted', 'terminal-good', 'terminal-bad',
] as const

/** Name of a colour of the deck. */
export type ColourName = (typeof colourNames)[number]

/** Colours that take the place of the deck's own, each as six hexadecimal digits such as `#326ce5`. */
export type Colours = { readonly [Name in ColourName]?: string }

/** The kinds of pictures that a logo may be, by the end of their name. */
export const logoTypes: Readonly<Record<string, string>> = { '.svg': 'image/svg+xml', '.png': 'image/png', '.webp': 'image/webp', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg' }

/** What changes from one giving of the talk to the next. An empty text or list means: not known, or as the deck has it. */
export interface TalkSettings {
  /** Where the deck is hosted, with scheme and closing slash. */
  readonly deck: string
  /** Where the article by Anubhav Gain can be read. */
  readonly article: string
  /** The source repository. */
  readonly repository: string
  readonly speaker: string
  readonly affiliation: string
  readonly event: string
  /** As `2026-12-05`. */
  readonly date: string
  /** Where the speaker can be reached: a page's address, or one for mail. */
  readonly address: string
  readonly colours: { readonly light: Colours, readonly dark: Colours }
  /** A picture in `public/`, by its name there. */
  readonly logo: string
  /** Permanent names of slides that are not in the talk. */
  readonly leaveOut: readonly string[]
  /** The slot that the talk is cut for, in minutes; 0 where it is given whole. */
  readonly cut: 0 | 10 | 20 | 30 | 45
  /** The language that the words of the deck are in, as a tag of BCP 47 such as `en` or `pt-BR`. */
  readonly language: string
  /** A line on what others may do with this version of the talk. */
  readonly licence: string
}
