/** Runs in a static page. An address that asks for more than a slide's first state must not show that state, and hidden narration must not flash. */
export function hideStaticWords(): void {
  const { words = '' } = document.currentScript?.dataset ?? {}
  const { classList } = document.documentElement
  if (/[?&](?:clicks=0*[1-9]|step=|inside=|print)/.test(location.search) || /^#\/\w/.test(location.hash))
    classList.add('deep')
  try {
    if (localStorage.getItem(words) === 'false')
      classList.add('hushed')
  }
  catch {
    // Where storage is blocked, nothing was kept.
  }
}
