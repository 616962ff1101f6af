import type { JsonObject } from './json.ts'

/** A request over HTTP, as far as the API cares. */
export interface HttpRequest {
  readonly method: string
  readonly url: string
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
  /** Reads the same where it is an object in its binary form, which no page sends. @throws NotProtobuf */
  readonly binary?: () => JsonObject
}

/** Bytes that are no message, or a message of a kind that is not known here. */
export class NotProtobuf extends Error {}

/** Where an answer that goes on is written to. */
export interface Sink {
  readonly write: (text: string) => void
  readonly end: () => void
}

/** The answer to a request: a text, or something that goes on until either side ends it. */
export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Begins to write; gives what ends it from the reader's side. */
  readonly stream?: (sink: Sink) => () => void
}

/** Thrown to answer with a Status. */
export class ApiError extends Error {
  readonly status: JsonObject
  readonly code: number
  constructor(status: JsonObject & { readonly message: string, readonly code: number }) {
    super(status.message)
    this.status = status
    this.code = status.code
  }
}

/** The parts of a path, decoded. @throws URIError for a broken escape */
export function segments(path: string): readonly string[] {
  return path.split('/').filter(Boolean).map(decodeURIComponent)
}

/** The media types that a client accepts, best first, each with its parameters. */
export function accepted(header: string | undefined): readonly MediaType[] {
  return (header || '*/*').split(',').map(mediaType)
}

export interface MediaType {
  readonly type: string
  readonly parameters: Readonly<Record<string, string>>
}

/** Reads one media type. */
export function mediaType(text: string): MediaType {
  const [type = '', ...parameters] = text.split(';').map(part => part.trim())
  return { type: type.toLowerCase(), parameters: Object.fromEntries(parameters.map(each => each.split('=', 2)).map(([name = '', value = '']) => [name, value])) }
}
