import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { settings } from '../../settings.ts'
import { isDeeperSlide, labelOf } from '../../slides/sections.ts'
import { occasionLine, speakerLine } from '../../talk/occasion.ts'
import { posterClick } from '../../talk/step.ts'
import { deckTitle } from '../../logic/title.ts'
import type { PageSlide } from '../pages/slide.ts'
import { inMarkup, type StylesFor } from '../pages/styles.ts'
import { cardSvg } from './card.ts'
import { cardFonts } from './fonts.ts'
import { pictureIn, withTokens } from './inline-styles.ts'

const COVER_LEAD = 'What happens between pressing Enter and a Pod running'

let ready: Promise<readonly Uint8Array[]> | undefined

/** A program that draws SVG can be got ready only once. */
function getReady(): Promise<readonly Uint8Array[]> {
  return ready ??= (async () => {
    await initWasm(readFileSync(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))))
    return cardFonts()
  })()
}

/** What stands in the corner of a card: the deck, and which of its slides this is; a slide beside the talk has no number. */
export function cornerOf({ name, no }: Pick<PageSlide, 'name' | 'no'>, slides: readonly Pick<PageSlide, 'name'>[]): string {
  return isDeeperSlide(name) ? deckTitle : `${deckTitle} · ${no} of ${slides.filter(each => !isDeeperSlide(each.name)).length}`
}

/**
 * Draws the card of each slide, for pages that show a link to it: its title, its picture, its sentence. The first slide has
 * one only where `settings.ts` names who speaks or where, or has colours of its own: else `public/social.png` is the deck's.
 *
 * @param slides all, in order; the picture of the first stands on those that have none
 * @param stylesFor the deck's stylesheet
 * @returns PNG files by the slides' names
 */
export async function drawCards(slides: readonly PageSlide[], stylesFor: StylesFor): Promise<ReadonlyMap<string, Buffer>> {
  const fontBuffers = [...await getReady()]
  const pictureOf = ({ poster }: PageSlide) => pictureIn(poster, stylesFor(inMarkup(poster)))
  const withColours = withTokens(stylesFor(() => true))
  const [cover] = slides
  const coverPicture = cover && pictureOf(cover)
  const isOwn = Boolean(speakerLine || occasionLine) || Object.keys(settings.colours.light).length > 0
  return new Map((isOwn ? slides : slides.slice(1)).map((slide) => {
    const { name, title, steps, summary } = slide
    const { lead, rest } = steps?.[posterClick(steps)]?.caption ?? { lead: '', rest: summary }
    const svg = cardSvg(slide === cover
      ? { corner: occasionLine, section: speakerLine, title, lead: COVER_LEAD, rest: '', picture: coverPicture }
      : { corner: cornerOf(slide, slides), section: labelOf(name), title, lead, rest, picture: pictureOf(slide) ?? coverPicture })
    const image = new Resvg(withColours(svg), { font: { fontBuffers, defaultFontFamily: 'Inter' } }).render()
    const png = Buffer.from(image.asPng())
    image.free()
    return [name, png]
  }))
}
