type Narration = ReturnType<typeof import('./write-notes.ts').writeNotes>

let coming: Promise<Narration> | undefined

/** Fetches what is said, once, and puts it to the slides as their notes: in Slidev's first script it would be more than half of what that says of slides. */
export function fetchNotes(): Promise<Narration> {
  return coming ??= import('./write-notes.ts').then(({ writeNotes }) => writeNotes(), (error: unknown) => {
    coming = undefined
    throw error
  })
}
