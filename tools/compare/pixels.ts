import type { Page } from 'playwright-chromium'

export interface PixelDifference {
  readonly pixels: number
  /** Both pictures side by side, and what differs marked in a third, as a PNG in base 64. */
  readonly sideBySide: string
}

async function draw([before, after]: readonly [string, string]): Promise<PixelDifference> {
  const image = async (base64: string): Promise<ImageBitmap> => createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
  const pair = await Promise.all([image(before), image(after)])
  const [width, height] = [Math.max(...pair.map(each => each.width)), Math.max(...pair.map(each => each.height))]
  const canvas = Object.assign(document.createElement('canvas'), { width: 3 * width, height })
  const painter = canvas.getContext('2d', { willReadFrequently: true })
  if (!painter)
    throw new Error('The browser draws no pictures.')
  pair.forEach((each, index) => painter.drawImage(each, index * width, 0))
  const [one, other] = [0, 1].map(index => new Uint32Array(painter.getImageData(index * width, 0, width, height).data.buffer))
  const marked = new ImageData(width, height)
  const marks = new Uint32Array(marked.data.buffer)
  let pixels = 0
  marks.forEach((_, at) => {
    const differs = one?.[at] !== other?.[at]
    pixels += Number(differs)
    marks[at] = differs ? 0xFF0000FF : 0xFFF0F0F0
  })
  painter.putImageData(marked, 2 * width, 0)
  return { pixels, sideBySide: canvas.toDataURL('image/png').replace(/^[^,]*,/, '') }
}

/** Counts the pixels in which two PNGs differ, and lays them side by side. @param page any that may run scripts */
export function compare(page: Page, before: Buffer, after: Buffer): Promise<PixelDifference> {
  return page.evaluate(draw, [before.toString('base64'), after.toString('base64')] as const)
}
