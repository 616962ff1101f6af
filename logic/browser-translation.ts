/** The element that shows a translator's words for a text, and the words that the text had itself. */
interface Translated {
  readonly shown: Element
  readonly words: string
}

/** The element that a translator put in the place of a text: around it, for it, or beside it before it was taken away. */
function replacementOf(text: Text, { target, addedNodes, previousSibling, nextSibling }: MutationRecord): Element | undefined {
  let around: Node | null = text
  while (around && around.parentNode !== target)
    around = around.parentNode
  const fontSiblings = [previousSibling, nextSibling].filter(node => node?.nodeName === 'FONT')
  const found = [around, ...addedNodes.length === 1 ? addedNodes : [], ...fontSiblings].find(node => node instanceof Element && node.parentNode === target)
  return found instanceof Element ? found : undefined
}

/**
 * Keeps a translated page in step with the talk. A browser's translator puts elements of its own in the place of texts;
 * Vue would go on to write into the texts it once made, out of sight, and could put nothing beside them any more. So each
 * such text goes back to its place, without words. Once Vue writes into it, moves it or takes it away, the translator's
 * element goes too, and the translator comes again for the new words.
 *
 * Leans on: Vue never reads a text that it has written.
 *
 * @param root where texts may be translated
 */
export function keepTranslated(root: Node): void {
  const translated = new WeakMap<Node, Translated>()
  const texts = new WeakMap<Node, Text>()

  function giveBack(text: Text, shown: Element): void {
    const words = text.data
    if (!(shown instanceof HTMLElement) || !(shown.parentNode instanceof HTMLElement)) {
      // No drawing shows an element of HTML within its text.
      text.data = shown.textContent
      shown.replaceWith(text)
      return
    }
    if (shown.contains(text))
      text.replaceWith(words)
    text.data = ''
    shown.before(text)
    translated.set(text, { shown, words })
    texts.set(shown, text)
    observer.observe(text, { characterData: true })
  }

  function forget(text: Text, { shown }: Translated): void {
    shown.remove()
    translated.delete(text)
    texts.delete(shown)
  }

  /** What a translator or Vue did beside a text that is translated. */
  function follow(text: Node | null | undefined): void {
    const translation = text && translated.get(text)
    if (!(text instanceof Text) || !translation)
      return
    const { shown, words } = translation
    if (!text.parentNode) {
      forget(text, translation)
    }
    else if (!shown.parentNode) {
      // The reader wants to see the page as it was.
      forget(text, translation)
      text.data = words
    }
    else if (text.nextSibling !== shown) {
      text.after(shown)
    }
  }

  const observer = new MutationObserver((records) => {
    for (const record of records) {
      const { type, target, removedNodes, addedNodes, previousSibling } = record
      const translation = translated.get(target)
      if (type === 'characterData' && target instanceof Text && translation)
        forget(target, translation)
      for (const node of removedNodes) {
        const text = texts.get(node)
        const [next] = addedNodes
        if (text && next instanceof Element) {
          // Translated once more.
          translated.set(text, { shown: next, words: translated.get(text)?.words ?? '' })
          texts.set(next, text)
        }
        follow(text ?? node)
        if (!(node instanceof Text) || translated.has(node))
          continue
        const shown = replacementOf(node, record)
        if (shown && (!node.isConnected || shown.contains(node)))
          giveBack(node, shown)
      }
      follow(previousSibling)
    }
    // These are our own changes, not the translator's.
    observer.takeRecords()
  })
  observer.observe(root, { childList: true, subtree: true })
}
