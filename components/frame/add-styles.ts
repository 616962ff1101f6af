/** Adds a style sheet once, with what it is for: those of a component are in the deck's own sheet, for which every slide waits. */
export function addStyles(name: string, styles: string): void {
  if (document.head.querySelector(`style[data-for="${name}"]`))
    return
  const sheet = Object.assign(document.createElement('style'), { textContent: styles })
  sheet.dataset['for'] = name
  document.head.append(sheet)
}
