/** Attributes of an element; what is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** Text as XML has it. Signs that XML forbids altogether are dropped. */
export function escaped(text: string): string {
  return text.replace(/[\0-\x08\x0B\x0C\x0E-\x1F]/g, '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** A number, rounded to what can be seen. */
const short = (number: number): number => Math.round(number * 100) / 100

/** An element, its contents given as markup. */
export function tag(name: string, attributes: Attributes, inside = ''): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => value === undefined ? [] : ` ${key}="${escaped(String(typeof value === 'number' ? short(value) : value))}"`).join('')
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`
}
