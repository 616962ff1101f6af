const MARK = '.slidev-note-click-mark'

/** How far below the upper edge of its pane a note begins, as a share of the pane's height. */
const BELOW = 0.15

const clicksAt = new WeakMap<HTMLElement, number>()
const watched = typeof ResizeObserver === 'undefined'
  ? undefined
  : new ResizeObserver((entries) => {
      for (const note of new Set(entries.map(({ target }) => target.closest<HTMLElement>('.slidev-note')))) {
        if (note?.isConnected)
          scroll(note)
      }
    })

function paneOf(note: HTMLElement): HTMLElement | undefined {
  for (let each: HTMLElement | null = note; each; each = each.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(each).overflowY) && each.scrollHeight > each.clientHeight)
      return each
  }
  return undefined
}

function scroll(note: HTMLElement): void {
  const pane = paneOf(note)
  if (!pane)
    return
  const clicks = clicksAt.get(note) ?? 0
  const mark = [...note.querySelectorAll<HTMLElement>(MARK)].findLast(({ dataset }) => Number(dataset['clicks']) <= clicks)
  const { top, height } = pane.getBoundingClientRect()
  pane.scrollTop = mark ? pane.scrollTop + mark.getBoundingClientRect().top - top - height * BELOW : 0
}

/**
 * Has the note of a click begin near the upper edge of its pane, at once, and stay so when the pane or its letters change size.
 *
 * @param note the notes of a slide, with Slidev's click marks in them
 */
export function keepNoteInSight(note: HTMLElement, clicks: number): void {
  clicksAt.set(note, clicks)
  watched?.observe(note)
  for (const part of note.children)
    watched?.observe(part)
  scroll(note)
}
