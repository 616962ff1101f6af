import type { HttpRequest, HttpResponse } from '../rest/http.ts'
import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from '../rest/json.ts'
import { type ApiResource, apiVersionOf, qualified, resources } from '../rest/resources.ts'
import { address, dialText, unreachableText } from '../kubectl/messages.ts'
import { Failure, klogText } from './failure.ts'

/** What a terminal is connected to. */
export interface Connection {
  /** Sends a request to the API. Undefined: the server does not answer. */
  readonly handle: (request: HttpRequest) => HttpResponse | undefined
  /** What shows who types. */
  readonly token: string
  /** Lets time pass, in milliseconds, for a command that waits. */
  readonly pass: (ms: number) => void
  readonly now: () => number
  /** Reads the documents of a text in YAML. @throws Error if it is none */
  readonly readYaml: (text: string) => readonly unknown[]
}

export interface Answered {
  readonly code: number
  readonly body: JsonObject
  readonly text: string
  readonly warning: string | undefined
}

/** How kubectl asks the API, and what it makes of a refusal. */
export interface Client {
  readonly connection: Connection
  /** Sends a request, whatever the answer. @throws Failure if the server does not answer */
  readonly ask: (method: string, url: string, body?: Json, headers?: Readonly<Record<string, string>>) => Answered
  /** Sends a request, and gives the object. @throws ApiFailure if it is refused, Failure if the server does not answer */
  readonly call: (method: string, url: string, body?: Json, headers?: Readonly<Record<string, string>>) => JsonObject
}

/** Nobody has taken the request; `dial` is what the client says of it. */
export class NoAnswer extends Failure {
  readonly dial: string
  constructor(method: string, url: string) {
    super(unreachableText('', undefined))
    this.dial = dialText(`${method[0]}${method.slice(1).toLowerCase()}`, url)
  }
}

/** The API has refused: a Status. */
export class ApiFailure extends Failure {
  readonly status: JsonObject
  private readonly before: string
  /** @param before what kubectl puts before the message, such as `error when creating "STDIN": ` */
  constructor(status: JsonObject, before = '') {
    const message = refusalText(status, before)
    const reason = textAt(status, 'reason')
    super(message, 1, reason === '' ? message : `Error from server (${reason}): ${before}${textAt(status, 'message')}`)
    this.status = status
    this.before = before
  }

  /** Whether something stands before the message already. */
  get isBehind(): boolean {
    return this.before !== ''
  }

  get reason(): string {
    return textAt(this.status, 'reason')
  }

  /** The same, with more before its message. */
  behind(before: string): ApiFailure {
    return new ApiFailure(this.status, before)
  }
}

/** What kubectl prints of a refusal. Source: kubectl/pkg/cmd/util/helpers.go. */
function refusalText(status: JsonObject, before: string): string {
  const message = textAt(status, 'message')
  const reason = textAt(status, 'reason')
  const details = objectAt(status, 'details')
  const causes = listAt(details, 'causes').map(cause => `${textAt(cause, 'field')}: ${textAt(cause, 'message')}`)
  if (reason === 'Invalid') {
    const of = textAt(details, 'kind') || textAt(details, 'name') ? `The ${textAt(details, 'kind')} ${JSON.stringify(textAt(details, 'name'))} is invalid` : 'The request is invalid'
    if (causes.length > 0)
      return `${of}: ${causes.length === 1 ? causes[0] ?? '' : `\n${causes.map(cause => `* ${cause}`).join('\n')}`}`
    return textAt(details, 'kind') || textAt(details, 'name') ? of : `The request is invalid: ${message}`
  }
  if (reason === 'Unauthorized')
    return `error: You must be logged in to the server (${message})`
  return reason === '' ? `Error from server: ${before}${message}` : `Error from server (${reason}): ${before}${message}`
}

const statusTexts: Readonly<Record<number, string>> = { 200: 'OK', 201: 'Created', 202: 'Accepted', 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found', 409: 'Conflict', 422: 'Unprocessable Entity' }

/** A client for a terminal. @param warn is called with the API's warnings */
export function createClient(connection: Connection, { user, groups, manager, verbosity = 0 }: { readonly user: string, readonly groups: readonly string[], readonly manager: string, readonly verbosity?: number }, warn: (text: string) => void): Client {
  // Source: client-go/transport/round_trippers.go, client-go/rest/request.go (truncateBody).
  // What waits asks again and again where kubectl watches: the same request is told of once.
  let last = ''
  const logged = (from: number, isAgain: boolean, textOf: () => string): void => {
    if (verbosity >= from && !isAgain)
      warn(klogText(connection.now(), 'I', textOf()))
  }
  const line = (request: HttpRequest): string => `verb="${request.method}" url="https://${address}${request.url}"`
  const headerText = (headers: HttpRequest['headers']): string => `<\n${Object.entries(headers).sort().map(([name, value]) => `\t${name.replace(/\b[a-z]/g, letter => letter.toUpperCase())}: ${value ?? ''}\n`).join('')} >`
  const bodyText = (text: string): string => {
    const most = verbosity > 8 ? 10_240 : 1024
    const shown = text.length > most ? `${text.slice(0, most)} [truncated ${text.length - most} chars]` : text
    return shown.includes('\n') ? `<\n\t${shown.trimEnd().replaceAll('\n', '\n\t')}\n >` : JSON.stringify(shown)
  }

  function ask(method: string, url: string, body?: Json, headers: Readonly<Record<string, string>> = {}): Answered {
    const request: HttpRequest = {
      method,
      url: manager === '' ? url : url.replace(/(?<=[?&]fieldManager=)[^&]*/, encodeURIComponent(manager)),
      headers: { 'authorization': `Bearer ${connection.token}`, 'accept': 'application/json', 'content-type': 'application/json', 'user-agent': 'kubectl/v1.36.2 (linux/amd64)', ...(user !== '' && { 'impersonate-user': user }), ...(groups.length > 0 && { 'impersonate-group': groups.join(',') }), ...headers },
      body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
    }
    const isAgain = line(request) === last
    last = line(request)
    logged(8, isAgain, () => `helper.go:105] "Request Body" body=${bodyText(request.body)}`)
    logged(7, isAgain, () => `round_trippers.go:527] "Request" ${line(request)} headers=${headerText({ ...request.headers, authorization: 'Bearer <masked>' })}`)
    const answer = connection.handle(request)
    if (!answer)
      throw new NoAnswer(method, url)
    logged(6, isAgain, () => `round_trippers.go:632] "Response" ${verbosity > 6 ? '' : `${line(request)} `}status="${answer.status} ${statusTexts[answer.status] ?? ''}"${verbosity > 7 ? ` headers=${headerText(answer.headers)}` : ''} milliseconds=0`)
    logged(8, isAgain, () => `helper.go:105] "Response Body" body=${bodyText(answer.body)}`)
    const warning = answer.headers.warning
    for (const each of warning?.match(/299 - "(?:[^"\\]|\\.)*"/g) ?? [])
      warn(`Warning: ${JSON.parse(each.slice(6)) as string}`)
    let parsed: unknown
    try {
      parsed = JSON.parse(answer.body)
    }
    catch {
      parsed = {}
    }
    return { code: answer.status, body: parsed as JsonObject, text: answer.body, warning }
  }
  return {
    connection,
    ask,
    call: (...request) => {
      const { code, body } = ask(...request)
      if (code >= 400)
        throw new ApiFailure(isObject(body) && textAt(body, 'message') ? body : { reason: 'NotFound', message: 'the server could not find the requested resource', code: 404 })
      return body
    },
  }
}

/** The path of a resource: all of it, that of a namespace, or one object. */
export function pathOf(resource: ApiResource, namespace: string | undefined, name?: string, subresource?: string): string {
  const { group, version } = resource
  const base = group ? `/apis/${group}/${version}` : `/api/${version}`
  const scope = resource.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : ''
  return `${base}${scope}/${resource.name}${name === undefined ? '' : `/${encodeURIComponent(name)}`}${subresource ? `/${subresource}` : ''}`
}

/** The resource of a word: a plural, a singular, a short name, or one of these with its group. @throws Failure if there is none */
export function resourceFor(word: string): ApiResource {
  const wanted = word.toLowerCase()
  const found = resources.find(({ name, singular, shortNames, group, version }) => [name, singular].some(each => [each, `${each}.${group}`, `${each}.${version}.${group}`].includes(wanted)) || shortNames.some(each => [each, `${each}.${group}`, `${each}.${version}.${group}`].includes(word)))
  if (!found)
    throw new Failure(`error: the server doesn't have a resource type "${word.split('.')[0] ?? word}"`)
  return found
}

/** The resource of an object. @throws Failure if there is none */
export function resourceOfObject(object: JsonObject, source: string): ApiResource {
  const found = resources.find(each => apiVersionOf(each) === object.apiVersion && each.kind === object.kind)
  if (!found)
    throw new Failure(`error: resource mapping not found for name: "${textAt(object, 'metadata', 'name')}" namespace: "${textAt(object, 'metadata', 'namespace')}" from "${source}": no matches for kind "${textAt(object, 'kind')}" in version "${textAt(object, 'apiVersion')}"\nensure CRDs are installed first`)
  return found
}

/** An object as messages name it: `deployment.apps/web`. */
export function nameText(resource: ApiResource, name: string): string {
  return `${qualified(resource, resource.singular)}/${name}`
}

/** Why what was asked for by its path was refused. */
function rawFailure({ code, text, body }: Answered): ApiFailure {
  const other = code < 500
    ? { reason: 'NotFound', message: 'the server could not find the requested resource' }
    : { reason: 'InternalError', message: `an error on the server (${JSON.stringify(text.trim())}) has prevented the request from succeeding` }
  return new ApiFailure(textAt(body, 'message') ? body : other)
}

/** What is answered at a path that is given as it is, by `--raw`. @throws Failure where it is refused */
export function rawText(client: Client, method: string, path: string, body?: Json): string {
  const answer = client.ask(method, path, body)
  if (answer.code >= 400)
    throw rawFailure(answer)
  return answer.text
}

/** Words of a command that name resources, and the objects of them. */
export interface Target {
  readonly resource: ApiResource
  readonly name: string | undefined
  /** Where an object of a file is. */
  readonly namespace?: string | undefined
}

/** What is meant by words such as `pods,deploy`, `pod a b` or `pod/a svc/b`. @throws Failure in kubectl's words */
export function targetsOf(words: readonly string[], most = words.length): readonly Target[] {
  const used = words.slice(0, most)
  const [first = '', ...names] = used
  if (used.some(word => word.includes('/'))) {
    const plain = used.find(word => !word.includes('/'))
    if (plain !== undefined)
      throw new Failure(used.indexOf(plain) === 0 ? 'error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. \'kubectl get resource/<resource_name>\' instead of \'kubectl get resource resource/<resource_name>\'' : 'error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. \'kubectl get resource/<resource_name>\' instead of \'kubectl get resource resource/<resource_name>\'')
    return used.map((word) => {
      const [type = '', name = '', more] = word.split('/')
      if (more !== undefined)
        throw new Failure('error: arguments in resource/name form may not have more than one slash')
      if (type === '' || name === '')
        throw new Failure('error: arguments in resource/name form must have a single resource and name')
      return { resource: resourceFor(type), name }
    })
  }
  const types = first.split(',').flatMap(word => word === 'all' ? resources.filter(({ categories, group, version }) => categories.includes('all') && `${group}/${version}` !== 'autoscaling/v1') : [resourceFor(word)])
  if (first === 'all' && names.length > 0)
    throw new Failure('error: you must specify only one resource')
  return names.length === 0 ? types.map(resource => ({ resource, name: undefined })) : types.flatMap(resource => names.map(name => ({ resource, name })))
}

/** How many of a kind there are by a path, all at once. */
export function listOf(client: Client, resource: ApiResource, namespace: string | undefined, query = ''): readonly JsonObject[] {
  const list = client.call('GET', `${pathOf(resource, namespace)}${query && `?${query}`}`)
  return listAt(list, 'items').filter(isObject).map(item => ({ ...item, apiVersion: apiVersionOf(resource), kind: resource.kind }))
}

/** The generation of an object that its controller has seen, and its own. */
export function isObserved(object: JsonObject): boolean {
  return (numberAt(object, 'metadata', 'generation') ?? 0) <= (numberAt(object, 'status', 'observedGeneration') ?? 0)
}
