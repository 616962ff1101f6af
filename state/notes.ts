type Narration = ReturnType<typeof import('./write-notes.ts').writeNotes>

let coming: Promise<Narration> | undefined

/**
 * Gives what is said at each click of each slide, and puts it to the slides as their notes. It would be more than half of
 * what Slidev says of all slides in its first script, and the audience never sees it: the build keeps it in a file of its own.
 * It is fetched once: where each step waited for it anew, the next press was lost. What failed is tried again.
 */
export function fetchNotes(): Promise<Narration> {
  return coming ??= import('./write-notes.ts').then(({ writeNotes }) => writeNotes(), (error: unknown) => {
    coming = undefined
    throw error
  })
}
