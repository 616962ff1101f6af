import type { Plugin } from 'vite'
import { dataOf } from '../slidev-patches/data-modules.ts'

const ID = 'virtual:stand-ins.css'

/** Gives the deck the stylesheet of `stand-ins.ts`, by the name `virtual:stand-ins.css`. */
export function standInFonts(): Plugin {
  const styles = (): Promise<{ readonly standInStyles: string }> => dataOf('/setup/fonts/stand-ins.ts')
  return {
    name: 'deck-stand-in-fonts',
    resolveId: id => id === ID ? `\0${ID}` : undefined,
    load: async id => id === `\0${ID}` ? (await styles()).standInStyles : undefined,
  }
}
