/**
 * Calls back once the browser has painted what was changed before. Where nothing is painted, as in a tab that nobody
 * looks at, it does not wait for a paint that never comes.
 */
export function afterPaint(then: () => void): void {
  if (document.hidden)
    setTimeout(then)
  else
    requestAnimationFrame(() => setTimeout(then))
}
