import { readFileSync } from 'node:fs'

/** A line of a recording, as far as what is shown of it stands on it. */
export interface Row {
  /** Milliseconds since the first command was started. */
  readonly t: number
  readonly src: string
  readonly argv?: readonly string[]
  readonly stdout?: string
  readonly took?: number
  readonly who?: string
  readonly agent?: string
  readonly verb?: string
  readonly uri?: string
  readonly resource?: string
  readonly name?: string
  readonly code?: number
  readonly message?: string
  readonly reason?: string
  readonly ms?: number
  readonly body?: Body
  readonly type?: string
  readonly kind?: string
  readonly object?: Body
  readonly key?: string
  readonly rev?: number
  readonly bytes?: number
  readonly what?: string
  readonly ok?: boolean
  readonly error?: string
}

/** An object of the API, as far as rows are found by it. */
export interface Body {
  readonly reason?: string
  readonly metadata?: { readonly name?: string, readonly deletionTimestamp?: string }
  readonly spec?: { readonly nodeName?: string, readonly taints?: readonly { readonly key: string, readonly effect: string }[] }
  readonly status?: {
    readonly phase?: string
    readonly readyReplicas?: number
    readonly availableReplicas?: number
    readonly conditions?: readonly { readonly type: string, readonly status?: string }[]
  }
}

/** The values of a file of JSON lines. */
export function jsonLines<T>(file: string): T[] {
  return readFileSync(file, 'utf8').split('\n').filter(line => line.trim() !== '').map(line => JSON.parse(line) as T)
}

/** Gives what has to be in a recording. @throws Error that says what is not */
export function presentIn(file: string): (what: string, found: Row | undefined) => Row {
  return (what, found) => {
    if (!found)
      throw new Error(`${file} has no ${what}.`)
    return found
  }
}

/** The rows of a file of JSON lines, from when its first command was started. */
export function readRows(file: string): readonly Row[] {
  return jsonLines<Row>(file).filter(({ t }) => t > -50)
}

/** JSON as it is shown. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 1)
}

const methods: Readonly<Record<string, string>> = { create: 'POST', update: 'PUT', patch: 'PATCH', get: 'GET', list: 'GET', delete: 'DELETE' }

/** A request as the API server's audit log has it. */
export function requestText({ verb = '', uri = '', who = '', agent = '', code, ms }: Row): string {
  return `${methods[verb] ?? verb.toUpperCase()} ${uri}\nuser: ${who}\nuser agent: ${agent}\nanswer: ${code}, after ${ms} ms`
}
