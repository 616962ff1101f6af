import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNull, PDFNumber, type PDFObject, type PDFRef } from 'pdf-lib'
import type { Entry } from './papers.ts'

export interface Destination {
  readonly page: number
  /** How far up the page, in points from its lower edge. */
  readonly top: number
}

/** Where the elements of a printed page that links lead to are in its PDF, by their ids. */
export async function destinations(pdf: Uint8Array): Promise<ReadonlyMap<string, Destination>> {
  return destinationsIn(await PDFDocument.load(pdf))
}

/** Where the named destinations of a document are. Chromium keeps them in a dictionary, or in a tree where there are many. */
export function destinationsIn(document: PDFDocument): ReadonlyMap<string, Destination> {
  const pages = document.getPages().map(({ ref }) => ref)
  const destinations = new Map<string, Destination>()
  const named = document.catalog.lookupMaybe(PDFName.of('Dests'), PDFDict)
  for (const [name, value] of named?.entries() ?? []) {
    const destination = destinationOf(document.context.lookup(value), pages)
    if (destination)
      destinations.set(name.decodeText(), destination)
  }
  return destinations
}

function destinationOf(target: PDFObject | undefined, pages: readonly PDFRef[]): Destination | undefined {
  if (!(target instanceof PDFArray))
    return undefined
  const page = pages.findIndex(ref => ref === target.get(0))
  const top = target.lookup(3)
  return page < 0 ? undefined : { page, top: top instanceof PDFNumber ? top.asNumber() : 0 }
}

/**
 * Gives a document an outline.
 * @param find where an id is in the document
 * @throws Error naming an entry that leads nowhere
 */
export function writeOutline(document: PDFDocument, entries: readonly Entry[], find: (id: string) => Destination | undefined): void {
  const { context } = document
  const root = context.nextRef()
  const { first, last, count } = writeLevel(entries, root)
  context.assign(root, context.obj({ Type: 'Outlines', First: first, Last: last, Count: count }))
  document.catalog.set(PDFName.of('Outlines'), root)
  document.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'))

  /** Sections are open, what is in a slide is folded: then a long outline can be seen at once. */
  function writeLevel(level: readonly Entry[], parent: PDFRef, depth = 0) {
    const refs = level.map(() => context.nextRef())
    for (const [index, { title, id, entries }] of level.entries()) {
      const target = find(id)
      const ref = refs[index]
      if (!target || !ref)
        throw new Error(`The outline's "${title}" leads to "${id}", which is nowhere.`)
      const below = entries.length > 0 ? writeLevel(entries, ref, depth + 1) : undefined
      context.assign(ref, context.obj({
        Title: PDFHexString.fromText(title),
        Parent: parent,
        Dest: [document.getPage(target.page).ref, 'XYZ', PDFNull, target.top, PDFNull],
        ...(refs[index - 1] && { Prev: refs[index - 1] }),
        ...(refs[index + 1] && { Next: refs[index + 1] }),
        ...(below && { First: below.first, Last: below.last, Count: depth === 0 ? below.count : -below.count }),
      }))
    }
    return { first: refs[0], last: refs.at(-1), count: level.length }
  }
}
