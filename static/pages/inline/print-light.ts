/** Runs in the page to be read, from its own text. Paper is white: who reads in the dark prints in the light all the same. */
export function printLight(): void {
  const { classList } = document.documentElement
  addEventListener('beforeprint', () => {
    if (!classList.contains('dark'))
      return
    classList.remove('dark')
    addEventListener('afterprint', () => classList.add('dark'), { once: true })
  })
}
