import { PDFDict, type PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'

/** A font of the document. */
export interface PaperFont {
  readonly name: string
  /** Type0, TrueType, Type1, Type3… */
  readonly kind: string
  /** Whether its glyphs are in the document. */
  readonly embedded: boolean
}

/** The fonts of a document. */
export function fontsOf(document: PDFDocument): PaperFont[] {
  const programs = ['FontFile', 'FontFile2', 'FontFile3'].map(name => PDFName.of(name))
  return document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || object.lookupMaybe(PDFName.of('Type'), PDFName)?.decodeText() !== 'Font')
      return []
    const kind = object.lookupMaybe(PDFName.of('Subtype'), PDFName)?.decodeText() ?? ''
    const name = object.lookupMaybe(PDFName.of('BaseFont'), PDFName)?.decodeText() ?? ''
    // A composite font has no glyphs itself: its descendant, a font of its own in this list, has them.
    const described = object.lookupMaybe(PDFName.of('FontDescriptor'), PDFDict)
    return [{ name, kind, embedded: kind === 'Type0' || programs.some(program => described?.has(program)) }]
  })
}

/** How many pictures made of pixels it has. */
export function imagesOf(document: PDFDocument): number {
  return document.context.enumerateIndirectObjects().filter(([, object]) =>
    object instanceof PDFRawStream && object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image')).length
}

/** Its metadata for archives, as XML; empty where there is none. */
export function xmpOf(document: PDFDocument): string {
  const stream = document.catalog.lookup(PDFName.of('Metadata'))
  return stream instanceof PDFRawStream ? Buffer.from(stream.contents).toString('utf8') : ''
}
