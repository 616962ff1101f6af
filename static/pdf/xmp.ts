import { escapeHtml } from '../pages/html.ts'

/** What an archive keeps of a document beside its pages. */
export interface ArchiveRecord {
  readonly title: string
  readonly author: string
  readonly description: string
  /** Separated by commas. */
  readonly keywords: string
  readonly lang: string
  readonly creator: string
  readonly producer: string
  readonly made: Date
}

/** Metadata in the form that archives read (ISO 16684-1). */
export function xmp({ title, author, description, keywords, lang, creator, producer, made }: ArchiveRecord): string {
  const date = made.toISOString().replace(/\.\d+/, '')
  const localized = (text: string): string => `<rdf:Alt><rdf:li xml:lang="x-default">${escapeHtml(text)}</rdf:li></rdf:Alt>`
  const words = keywords.split(',').map(word => `<rdf:li>${escapeHtml(word.trim())}</rdf:li>`).join('')
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title>${localized(title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>${escapeHtml(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description>${localized(description)}</dc:description>
<dc:subject><rdf:Bag>${words}</rdf:Bag></dc:subject>
<dc:language><rdf:Bag><rdf:li>${escapeHtml(lang)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${date}</xmp:CreateDate>
<xmp:ModifyDate>${date}</xmp:ModifyDate>
<xmp:MetadataDate>${date}</xmp:MetadataDate>
<xmp:CreatorTool>${escapeHtml(creator)}</xmp:CreatorTool>
<pdf:Producer>${escapeHtml(producer)}</pdf:Producer>
<pdf:Keywords>${escapeHtml(keywords)}</pdf:Keywords>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
}
