/** A drawing: what stands in an SVG. */
export interface PackedDrawing {
  /** As an SVG's `viewBox`. */
  readonly viewBox: string
  /** Markup of all shapes and texts; its colours are variables, such as `var(--k-ink)`. */
  readonly markup: string
}

/** A picture at one step, as the element has it. */
export interface PackedStep extends PackedDrawing {
  readonly id: string
  readonly caption: string
  readonly description: string
  /** The same, arranged for a narrow column; undefined on a slide that has no steps. */
  readonly narrow: PackedDrawing | undefined
}

export interface PackedSlide {
  readonly title: string
  readonly steps: readonly PackedStep[]
  /** The steps inside some of them, by the name of the step: their own names begin with it, as in `forbidden/authentication`. */
  readonly inside: Readonly<Record<string, readonly PackedStep[]>>
}

/** All that the element shows, as it is in its file. */
export interface Packed {
  /** By the slide's permanent name: a {@link PackedSlide} as JSON, gzipped, in base 64. */
  readonly slides: Readonly<Record<string, string>>
  /** Light and dark, by the name of the variable. */
  readonly colours: Readonly<Record<string, readonly [light: string, dark: string]>>
  /** The fonts of the deck: WOFF2 in base 64. */
  readonly fonts: readonly { readonly family: string, readonly weight: string, readonly data: string }[]
}
