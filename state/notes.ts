import { slides } from '#slidev/slides'

let coming: Promise<void> | undefined

async function fetchThem(): Promise<void> {
  const { default: notes } = await import('virtual:deck-notes')
  for (const [index, note] of notes.entries()) {
    const slide = slides.value[index]?.meta.slide
    if (slide)
      Object.assign(slide, { noteHTML: note })
  }
}

/**
 * Puts the speaker's notes to their slides. They are more than half of what Slidev says of all slides in its first
 * script, and the audience never sees them: the build keeps them in a file of their own (see `setup/slidev-patches/separate-notes.ts`).
 * They are fetched once: where each step waited for them anew, the next press was lost. What failed is tried again.
 */
export function fetchNotes(): Promise<void> {
  return coming ??= fetchThem().catch((error: unknown) => {
    coming = undefined
    throw error
  })
}
