import { PDFDict, PDFDocument, PDFName } from 'pdf-lib'
import type { Head } from './page-scripts.ts'
import { destinationsIn, writeOutline } from './outline.ts'
import type { Imprint, Paper } from './papers.ts'
import type { Talk } from './read-talk.ts'
import { xmp } from './xmp.ts'

/** What is known of a paper beside its pages. */
export interface FinishOptions {
  readonly paper: Paper
  readonly talk: Talk
  readonly imprint: Imprint
  readonly head: Head
  readonly made: Date
}

const producer = 'Chromium and pdf-lib'

/** Gives a printed paper what Chromium does not: its title and authors, for readers and archives, its language, and an outline. */
export async function finish(pdf: Uint8Array, { paper, talk, imprint, head, made }: FinishOptions): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const title = `${talk.title}: ${paper.kind}`
  document.setTitle(title, { showInWindowTitleBar: true })
  document.setAuthor(head.author)
  document.setSubject(head.description)
  document.setKeywords([head.keywords])
  document.setCreator(`${talk.title} ${imprint.version}`)
  document.setProducer(producer)
  document.setCreationDate(made)
  document.setModificationDate(made)
  document.setLanguage(talk.lang)
  const metadata = document.context.stream(xmp({ ...head, title, lang: talk.lang, creator: `${talk.title} ${imprint.version}`, producer, made }), { Type: 'Metadata', Subtype: 'XML' })
  document.catalog.set(PDFName.of('Metadata'), document.context.register(metadata))
  nameRoles(document)
  for (const page of document.getPages())
    page.node.set(PDFName.of('Tabs'), PDFName.of('S'))
  const ids = paper.shown(talk.sections).map(({ id }) => id)
  const destinations = destinationsIn(document)
  writeOutline(document, paper.outline(talk.sections), id => paper.paged ? pageOf(document, ids.indexOf(id)) : destinations.get(id))
  return document.save()
}

function pageOf(document: PDFDocument, page: number) {
  return page < 0 || page >= document.getPageCount() ? undefined : { page, top: document.getPage(page).getHeight() }
}

/** Chromium tags what is emphasised as PDF 2.0 does, in a file that says it is PDF 1.x: a role map tells older readers what is meant. */
function nameRoles(document: PDFDocument): void {
  const tree = document.catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict)
  tree?.set(PDFName.of('RoleMap'), document.context.obj({ Em: 'Span', Strong: 'Span' }))
}
