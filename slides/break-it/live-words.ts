import type { Caption } from '../../talk/step.ts'
import type { LiveRequest } from './live.ts'

/** Characters that a caption and a row of the terminal have room for. */
const maxLength = { caption: 70, row: 61 } as const

/** A path as far as there is room, its middle left out: its beginning says which API, its end which object. */
function shortened(path: string, most: number): string {
  if (path.length <= most)
    return path
  const head = Math.ceil((most - 1) / 3)
  return `${path.slice(0, head)}…${path.slice(path.length - (most - 1 - head))}`
}

function pathOf({ path }: LiveRequest): string {
  return path.split('?')[0] ?? path
}

const unknownUser = 'somebody unknown'

/** A request as a caption: what became of it, what was asked, and by whom. */
export function requestCaption(request: LiveRequest): Caption {
  const { verb, user = unknownUser, code } = request
  const lead = `${verb}, ${code}.`
  const rest = `${user}: `
  return { lead, rest: `${rest}${shortened(pathOf(request), Math.max(maxLength.caption - lead.length - rest.length, 10))}` }
}

/** A request in a line: by whom, what, and what became of it. */
export function requestLine(request: LiveRequest): string {
  const { verb, user = unknownUser, code } = request
  const head = `${code} ${user} ${verb} `
  return `${head}${shortened(pathOf(request), Math.max(maxLength.row - head.length, 10))}`
}
