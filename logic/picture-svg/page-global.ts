import type { drawPicture, pictureSvg } from './picture-svg.ts'

declare global {
  interface Window {
    /** Writes down the pictures of the page that has them, for the program that opened it. */
    pictures?: { readonly drawPicture: typeof drawPicture, readonly pictureSvg: typeof pictureSvg }
  }
}
