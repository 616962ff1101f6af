/** When a recorded run reached a step, in milliseconds; what lies inside a program, between which two moments. */
export interface RecordedTime {
  readonly from: number
  readonly until: number
  /** The earliest and the latest of all recorded runs; as in the run itself where there is no other. */
  readonly least: number
  readonly most: number
}

/** Something that a program sent, answered or printed, or what its requests came to. */
export interface RecordedPart {
  readonly what: 'typed' | 'kubectl -v=9' | 'request' | 'body' | 'answer' | 'metadata' | 'etcd' | 'stored object' | 'points' | 'watch event' | 'printed' | 'counted'
  readonly text: string
}

/** What a real cluster did at a step. */
export interface RecordedStep {
  readonly time?: RecordedTime
  readonly parts: readonly RecordedPart[]
  /** Where the model's picture and the recording differ, in a sentence. */
  readonly differs?: string
  /** A command that shows the same on anybody's own cluster. */
  readonly command?: string
}

/** What a real cluster did at the steps of a slide, by their names. */
export interface RecordedSlide {
  /** Which run this is, and how it was recorded: a sentence or two. */
  readonly origin: string
  /** What its times are counted from: “Enter”. */
  readonly since: string
  readonly steps: Readonly<Record<string, RecordedStep | undefined>>
}
