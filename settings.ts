/**
 * The addresses that change from one home of the deck to the next, in one place.
 * An empty string means "not known": then no QR code, no canonical link and no link of that kind is shown.
 */
export const settings = {
  /** Where the deck is hosted, with scheme and closing slash, such as `https://example.org/deck/`. */
  deck: '',
  /** Where the article by Anubhav Gain can be read. */
  article: '',
  /** The source repository. */
  repository: '',
} as const satisfies Record<string, string>
