import { notice } from '../../state/notice.ts'
import { pictureSvg } from './picture-svg.ts'

function shownSlide(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('#slideshow .slidev-page .slidev-layout')].find(layout => layout.checkVisibility())
}

/**
 * Has the browser save the picture that is shown, as a drawing with its fonts in it; nothing leaves the machine. What
 * goes wrong is said in the page.
 *
 * @param slide permanent name of the slide
 * @param step that of its step, where it has some
 * @param inside that of the step inside, where another than the initial one is shown: all of them are the name of the file
 */
export async function savePicture(slide: string, step: string | undefined, inside?: string): Promise<void> {
  const name = [slide, step, inside].filter(each => each !== undefined).join('-')
  try {
    const layout = shownSlide()
    if (!layout)
      throw new Error('there is none on this page')
    const address = URL.createObjectURL(new Blob([await pictureSvg(layout, { name, fonts: true })], { type: 'image/svg+xml' }))
    Object.assign(document.createElement('a'), { href: address, download: `${name}.svg` }).click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
    notice.value = `The picture is saved as ${name}.svg.`
  }
  catch (error) {
    notice.value = `The picture could not be saved: ${error instanceof Error ? error.message : String(error)}`
  }
}
