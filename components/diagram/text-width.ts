const NARROW = /[fijlrtI.,:;'’|!()[\] ]/
const WIDE = /[mwMW@]/
const CAPITAL = /[A-Z]/

/**
 * About how wide a text of the deck's sans-serif font is at weight 600, in pixels: good enough to put two things side by
 * side in the middle of a box, not to say whether a text fits.
 *
 * @param text one line
 * @param size height of the font in pixels
 */
export function roughTextWidth(text: string, size: number): number {
  const ems = Array.from(text, (letter) => {
    if (NARROW.test(letter))
      return 0.32
    if (WIDE.test(letter))
      return 0.87
    return CAPITAL.test(letter) ? 0.68 : 0.6
  })
  return size * ems.reduce((sum, width) => sum + width, 0)
}
