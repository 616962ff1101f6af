/** A rectangle in pixels of the canvas, from the slide's upper left corner. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Red, green and blue from 0 to 255, and opacity from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number]

/** A piece of text that can be seen. */
export interface RenderedText {
  readonly text: string
  /** Where each of its lines is. */
  readonly lines: readonly Rect[]
  /** Rendered height of the font in canvas pixels. */
  readonly size: number
  /** What is left to see it through where something around it cuts off what is outside. */
  readonly window: Rect | undefined
  /** Id of the box it belongs to. */
  readonly box: string | undefined
  /** Whether it is read as a sentence: no label, no code, no address, no counter, no cell of a table, no list of ways. */
  readonly prose: boolean
  /** Whether it belongs to what is pressed, which paper has not. */
  readonly control: boolean
  /** Whether it is the source of the step or the number of the page, which nobody has to read from the last row. */
  readonly margin: boolean
  /** Whether it is a further line of a label that has more than one. */
  readonly further: boolean
  readonly mono: boolean
  readonly selectable: boolean
  readonly ink: Colour
  /** What is painted behind it, at several places. */
  readonly grounds: readonly Colour[]
}

/** A box of a drawing. */
export interface RenderedBox {
  readonly id: string
  readonly rect: Rect
}

/** The slide that is shown, as it is rendered. */
export interface RenderedSlide {
  readonly texts: readonly RenderedText[]
  readonly boxes: readonly RenderedBox[]
  /** Arrows that cross a text, each with the text. */
  readonly crossings: readonly string[]
  /** Elements with a transition or an animation that takes longer than a millisecond. */
  readonly moving: readonly string[]
}
