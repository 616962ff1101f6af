/** How wide a font is: the mean advance of a letter of English text, in ems. */
export interface Widths {
  readonly regular: number
  readonly bold: number
}

/** Families of equal widths, of which one may be on a reader's machine. */
export interface LocalFamily {
  /** As their own name tables have them. */
  readonly names: readonly string[]
  /** The key in the library's table, or the widths of a family that it lacks. */
  readonly widths: string | Widths
}

/** A font of the deck, and what may stand in for it until it has come: what is most like it first. */
export interface WebFont {
  readonly family: string
  /** The folder in @fontsource, which names the files too. */
  readonly folder: string
  readonly weights: readonly number[]
  /** The custom property that lists its stand-ins. */
  readonly property: string
  readonly locals: readonly LocalFamily[]
}

const mono = (width: number): Widths => ({ regular: width, bold: width })

/**
 * The sans-serif and monospaced families that Windows, macOS, iOS, Android and Linux desktops bring or that stand for
 * them. Only regular and bold faces are named: those of other weights are there on few machines.
 *
 * Widths that the library lacks are read from the fonts themselves, in the same way: DejaVu Sans 2.37, and Cantarell
 * 0.303 as GNOME has it, which is narrower than the one of its name at Google Fonts. Menlo has the advance of DejaVu
 * Sans Mono, 1233 of 2048, as both were made of Bitstream Vera Sans Mono; that of Consolas is 1126 of 2048.
 */
export const webFonts: readonly WebFont[] = [
  {
    family: 'Inter',
    folder: 'inter',
    weights: [400, 500, 700],
    property: '--k-sans-stand-ins',
    locals: [
      { names: ['Arial', 'Liberation Sans', 'Arimo', 'Helvetica'], widths: 'arial' },
      { names: ['Helvetica Neue'], widths: 'helveticaNeue' },
      { names: ['Segoe UI'], widths: 'segoeUI' },
      { names: ['Roboto'], widths: 'roboto' },
      { names: ['Noto Sans'], widths: 'notoSans' },
      { names: ['Ubuntu'], widths: 'ubuntu' },
      { names: ['Cantarell'], widths: { regular: 0.443, bold: 0.457 } },
      { names: ['DejaVu Sans'], widths: { regular: 1041 / 2048, bold: 1176 / 2048 } },
    ],
  },
  {
    family: 'JetBrains Mono',
    folder: 'jetbrains-mono',
    weights: [400, 600],
    property: '--k-mono-stand-ins',
    locals: [
      { names: ['Menlo', 'DejaVu Sans Mono'], widths: mono(1233 / 2048) },
      { names: ['Consolas'], widths: mono(1126 / 2048) },
      { names: ['Courier New', 'Liberation Mono', 'Cousine', 'Noto Sans Mono', 'Roboto Mono'], widths: 'courierNew' },
    ],
  },
]
