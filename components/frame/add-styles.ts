/**
 * Adds styles that come with what they are for, once: those of a component are in the deck's own sheet, for which every
 * slide waits.
 *
 * @param name what they are for
 * @param styles a style sheet as text
 */
export function addStyles(name: string, styles: string): void {
  if (document.head.querySelector(`style[data-for="${name}"]`))
    return
  const sheet = Object.assign(document.createElement('style'), { textContent: styles })
  sheet.dataset['for'] = name
  document.head.append(sheet)
}
