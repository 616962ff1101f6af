/** Width, height and margins of a page as CSS has them; how wide the text is against a slide's canvas, and how large a slide is drawn. */
export interface PaperSize {
  readonly size: string
  readonly margin: string
  readonly inset: string
  readonly scale: number
  readonly picture: number
  /** How much of a page runs on to the next, in CSS pixels; undefined where each slide has a page. */
  readonly height?: number
}

/** A slide and, below its 16:9, a strip for its page number. */
export const slidePage: PaperSize = { size: '980px 576px', margin: '0 0 24px', inset: '40px', scale: 1, picture: 1 }

/** A page of the handout: the width and height that are left between its margins and the width of a slide, in CSS pixels of 1/96 inch. */
const handoutPage = (size: string, width: number, height: number, slide: number): PaperSize => ({ size, margin: '13mm 18mm 15mm', inset: '0', scale: width / 980, picture: slide / 980, height })

/** The handout's pages, by the name of the paper. */
export const handoutPages = { a4: handoutPage('A4', 657, 1016, 525), letter: handoutPage('Letter', 680, 950, 530) } as const
