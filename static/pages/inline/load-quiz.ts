/** Runs in the page to be read before anything is drawn: the quiz takes the place of its list once a reader comes near, and gives it back if it does not come. */
export function loadQuiz(): void {
  const root = document.documentElement
  const { entry = '', modules = '' } = document.currentScript?.dataset ?? {}

  function call(): void {
    for (const href of modules.split(' '))
      document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }))
    const script = Object.assign(document.createElement('script'), { type: 'module', src: entry })
    script.onerror = () => root.classList.remove('scripted')
    document.head.append(script)
  }

  root.classList.add('scripted')
  document.addEventListener('DOMContentLoaded', () => {
    const host = document.getElementById('quiz-widget')
    // A window's height ahead it is there before it is seen.
    const observer = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting))
        return
      observer.disconnect()
      call()
    }, { rootMargin: '100% 0px' })
    if (host)
      observer.observe(host)
  })
}
