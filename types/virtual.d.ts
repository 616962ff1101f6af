/** Modules that exist only while the deck is built or served. */
declare module 'virtual:deck-notes' {
  /** The speaker's notes as HTML, one a slide, in order; empty where Slidev keeps them with the slides. */
  const notes: readonly string[]
  export default notes
}

/** What is drawn until the deck's fonts have come: see setup/fonts/stand-ins.ts. */
declare module 'virtual:stand-ins.css'
