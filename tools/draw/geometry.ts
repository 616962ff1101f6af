/** A point of the drawing, in px of a slide. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A rectangle by its centre, in px of a slide. */
export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** Words in a box, one entry a line. */
export interface Label extends Box {
  readonly lines: readonly string[]
}

/** What a state is drawn as: a state's box, a note beside one, or the dots where a life begins and ends. */
export type StateKind = 'state' | 'note' | 'start' | 'end'

/** A state. Its id is the one in the diagram's source; the dots are `start` and `end`, a note has the first line of its text. */
export interface StateShape extends Label {
  readonly id: string
  readonly kind: StateKind
}

/** An edge from state to state, as the corners of its line, first to last. */
export interface EdgeShape {
  readonly from: string
  readonly to: string
  readonly points: readonly Point[]
  /** An edge without a label ties a note to its state. */
  readonly label?: Label
}

/** Where Mermaid put everything. */
export interface Geometry {
  readonly states: readonly StateShape[]
  readonly edges: readonly EdgeShape[]
}

/** Sizes in px of a slide that drawing and measuring agree on. */
export const type = { label: 20, state: 22, lineHeight: 1.15 } as const
