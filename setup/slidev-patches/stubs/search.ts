interface Titled {
  readonly no: number
  readonly title?: string
}

/** In place of fuse.js, for the "go to" dialog: the slides whose number or title has the words, best first. */
export default class PlainSearch<T extends Titled> {
  readonly #slides: readonly T[]

  constructor(slides: readonly T[]) {
    this.#slides = slides
  }

  search(words: string): readonly { readonly item: T }[] {
    const wanted = words.trim().toLowerCase()
    const matches = this.#slides.map((item) => {
      const index = String(item.no) === wanted ? -1 : String(item.title ?? '').toLowerCase().indexOf(wanted)
      return { item, index, fits: String(item.no) === wanted || index >= 0 || String(item.no).startsWith(wanted) }
    })
    return matches.filter(({ fits }) => fits).sort((one, other) => one.index - other.index)
  }
}
