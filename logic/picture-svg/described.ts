const wordsOf = (element: Element, attribute: string): string => (element.getAttribute(attribute) ?? '').split(/\s+/).map(id => element.ownerDocument.getElementById(id)?.textContent?.trim() ?? '').filter(Boolean).join(' ')

const asSentence = (text: string): string => /[.?!…]$/.test(text) ? text : `${text}.`

/** What a picture shows, in words, as a screen reader has it: its drawings by their descriptions, its groups by their text. */
export function describedBy(part: Element): string {
  const figures = [...part.querySelectorAll<HTMLElement>('[role="img"], [role="group"][aria-label]')].filter(each => !each.closest('[data-undrawn]') && each.checkVisibility())
  const outer = figures.filter(figure => !figures.some(other => other !== figure && other.contains(figure)))
  const words = outer.map((figure) => {
    const name = figure.getAttribute('aria-label') ?? wordsOf(figure, 'aria-labelledby')
    const text = figure.getAttribute('role') === 'img' ? wordsOf(figure, 'aria-describedby') : figure.innerText.replace(/\s*\n\s*/g, ' / ').trim()
    return [name, text].filter(Boolean).join(': ')
  })
  return words.filter(Boolean).map(asSentence).join(' ')
}
