/**
 * Runs in a static page, from its own text. An address that asks for more than a slide's first state must not show that
 * state before the deck shows the right one.
 */
export function hideStill(): void {
  if (/[?&](?:clicks=0*[1-9]|step=|inside=|print)/.test(location.search) || /^#\/\w/.test(location.hash))
    document.documentElement.classList.add('deep')
}
