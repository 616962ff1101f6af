import type { Move } from './moves.ts'

/** A line of one's own, with what is given to it by `-f -`, or what was changed in the file that it opens. */
export interface TypedLine {
  readonly text: string
  readonly input?: string
}

/** The move that types a line: written in letters, digits, `-`, `_` and `~`, as an address holds it. */
export function typing({ text, input }: TypedLine): Extract<Move, { readonly do: 'type' }> {
  // Half a character is none.
  const whole = (input === undefined ? text : `${text}\n${input}`).replace(/[\ud800-\udfff]/gu, '')
  const code = encodeURIComponent(whole).replace(/[.!~*'()]/g, sign => `%${sign.charCodeAt(0).toString(16)}`).replaceAll('%', '~')
  return { do: 'type', code }
}

/** The line that a move types; an empty one where its letters are those of none. */
export function typedLine({ code }: Extract<Move, { readonly do: 'type' }>): TypedLine {
  try {
    const [text = '', ...input] = decodeURIComponent(code.replaceAll('~', '%')).split('\n')
    return { text, ...(input.length > 0 && { input: input.join('\n') }) }
  }
  catch {
    return { text: '' }
  }
}
