import type { Colours, TalkSettings } from '../talk/talk-settings.ts'

const rule = (selector: string, colours: Colours): string =>
  Object.keys(colours).length === 0 ? '' : `${selector} {\n${Object.entries(colours).map(([name, colour]) => `  --k-${name}: ${colour};`).join('\n')}\n}\n`

/** The colours of a scheme in `styles/tokens.css`, before what is for more contrast. */
export function coloursIn(css: string, selector: ':root' | 'html.dark'): Colours {
  const block = new RegExp(`(?:^|\\n)\\s*${selector.replace('.', '\\.')} \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return Object.fromEntries([...block.matchAll(/--k-([\w-]+): (#[\da-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]))
}

/** Where the colours for who asks for more contrast begin. */
export const MORE = '@media (prefers-contrast: more)'

/**
 * The deck's colours with a speaker's own after them, before those for more contrast and of the system, which stay.
 *
 * @param css `styles/tokens.css`
 */
export function withColours(css: string, { light, dark }: TalkSettings['colours']): string {
  const [before = '', ...after] = css.split(MORE)
  const inDark = coloursIn(before, 'html.dark')
  // What only the light scheme changes, and the dark one takes from it, stays as it was there.
  const unchanged = Object.fromEntries(Object.entries(coloursIn(before, ':root')).filter(([name]) => name in light && !(name in inDark)))
  return [before + rule(':root', light) + rule('html.dark', { ...unchanged, ...dark }), ...after].join(MORE)
}
