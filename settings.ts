import type { TalkSettings } from './talk/talk-settings.ts'

/**
 * What changes from one giving of the talk to the next, in one place. `npm run new-talk` asks for the most of it.
 * An empty text means "not known": then nothing of that kind is shown.
 */
export const settings: TalkSettings = {
  /** Where the deck is hosted, with scheme and closing slash, such as `https://example.org/deck/`. */
  deck: '',
  /** Where the article by Anubhav Gain can be read. */
  article: '',
  /** The source repository. */
  repository: '',
  /** Who speaks, such as `Ann Example`: on the cover, at the end, on paper, in the PDFs' metadata and on the card of a link. */
  speaker: '',
  /** What stands behind the speaker's name, such as `Example University`. */
  affiliation: '',
  /** Where it is spoken, such as `Kubernetes Meetup Springfield`. */
  event: '',
  /** The day, as `2026-12-05`. */
  date: '',
  /** Where the speaker can be reached, such as `https://example.org/ann` or `ann@example.org`: at the end and on paper. */
  address: '',
  /** Colours in place of those of `styles/tokens.css`, such as `light: { accent: '#0b6e4f', 'accent-ink': '#0b6e4f' }`. What cannot be read on what it stands on is refused. */
  colours: { light: {}, dark: {} },
  /** A picture in `public/`, such as `logo.svg`, that can be seen on a light and on a dark ground: 100 kB at most. */
  logo: '',
  /** Slides that are not in the talk, such as `['wrong-arrow', 'pod-life']`. They stay behind it, and can be gone to. */
  leaveOut: [],
  /** The slot in minutes that the talk is cut for, 45, 30, 20 or 10; 0 is the whole talk. `--cut` is stronger. */
  cut: 0,
  /** The language of the words, once they are translated, such as `de`: browsers and screen readers go by it. */
  language: 'en',
  /** A line on what others may do with your version, such as `© 2026 Ann Example, CC BY 4.0`: at the end and on paper. */
  licence: '',
}
