import { expect, test } from 'vitest'
import { normalised } from '../../support/kubectl/normalise.ts'
import { recordedLines } from '../../support/kubectl/record-lines.ts'
import { beginTerminalSession } from '../../support/kubectl/terminal-session.ts'

// What kubectl 1.36.2 printed when the same was typed into it, against the API of a cluster like this one.
test.each(recordedLines())('$about: the terminal prints what kubectl printed', ({ lines }) => {
  const session = beginTerminalSession()
  const shown = ({ stdout = '', stderr = '', exit = 0 }: { readonly stdout?: string, readonly stderr?: string, readonly exit?: number }): string => normalised(`${stdout}${stderr && `(error)\n${stderr}`}(${exit})`)
  const printed = lines.map(line => ({ line: line.argv.join(' '), text: shown(session.type(line)) }))
  expect(lines.length).toBeGreaterThan(50)
  expect(printed).toEqual(lines.map(line => ({ line: line.argv.join(' '), text: shown(line) })))
})
