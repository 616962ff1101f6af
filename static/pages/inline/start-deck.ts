/** Runs in a static page, and may use nothing from outside itself: starts the deck once the page has been painted, in whose way it would come. */
export function startDeck(): void {
  const { entry = '', modules = '', styles = '' } = document.currentScript?.dataset ?? {}
  const link = (rel: string, href: string): HTMLLinkElement => Object.assign(document.createElement('link'), { rel, href, crossOrigin: '' })

  function start(): void {
    // Drawn before its styles are there, the deck would jump into them.
    const sheets = styles.split(' ').map(href => link('stylesheet', href))
    const ready = sheets.map(sheet => new Promise<unknown>(done => sheet.onload = sheet.onerror = done))
    document.head.append(...sheets)
    // Each request takes the browser a moment, so they are made in tasks of their own.
    for (const href of modules.split(' '))
      setTimeout(() => document.head.append(link('modulepreload', href)))
    // One after the other, so that each is run in a task of its own, and a key can be handled in between.
    const run = (src: string): Promise<unknown> => new Promise((done) => {
      const script = Object.assign(document.createElement('script'), { type: 'module', src, onload: done, onerror: done })
      document.head.append(script)
    })
    void modules.split(' ').reduce((before, src) => before.then(() => run(src)), Promise.all(ready).then<unknown>()).then(() => run(entry))
  }

  if (document.hidden || !document.getElementById('static-slide'))
    start()
  else
    requestAnimationFrame(() => requestAnimationFrame(start))
}
