import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { labelOf, standsBeside } from '../../slides/sections.ts'
import { tellingClick } from '../../talk/step.ts'
import { deckTitle } from '../../logic/title.ts'
import type { PageSlide } from '../pages/slide.ts'
import { inMarkup, type StylesFor } from '../pages/styles.ts'
import { cardSvg } from './card.ts'
import { cardFonts } from './fonts.ts'
import { pictureIn, withTokens } from './styled.ts'

let ready: Promise<readonly Uint8Array[]> | undefined

/** A program that draws SVG can be got ready only once. */
function getReady(): Promise<readonly Uint8Array[]> {
  return ready ??= (async () => {
    await initWasm(readFileSync(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))))
    return cardFonts()
  })()
}

/**
 * Draws the card of each slide, for pages that show a link to it: its title, its picture, its sentence.
 *
 * @param slides all, in order; the first has the deck's own card, and its picture stands on those that have none
 * @param stylesFor the deck's stylesheet
 * @returns PNG files by the slides' names
 */
export async function drawCards(slides: readonly PageSlide[], stylesFor: StylesFor): Promise<ReadonlyMap<string, Buffer>> {
  const fontBuffers = [...await getReady()]
  const pictureOf = ({ telling }: PageSlide) => pictureIn(telling, stylesFor(inMarkup(telling)))
  const withColours = withTokens(stylesFor(() => true))
  const [cover] = slides
  const emblem = cover && pictureOf(cover)
  return new Map(slides.slice(1).map((slide) => {
    const { no, name, title, steps, summary } = slide
    const { lead, rest } = steps?.[tellingClick(steps)]?.caption ?? { lead: '', rest: summary }
    const svg = cardSvg({ deck: deckTitle, place: standsBeside(name) ? '' : `${no} of ${slides.filter(each => !standsBeside(each.name)).length}`, section: labelOf(name), title, lead, rest, picture: pictureOf(slide) ?? emblem })
    const image = new Resvg(withColours(svg), { font: { fontBuffers, defaultFontFamily: 'Inter' } }).render()
    const png = Buffer.from(image.asPng())
    image.free()
    return [name, png]
  }))
}
