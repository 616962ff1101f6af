import type { Json, JsonObject } from '../rest/json.ts'
import { pathOf, resourceFor } from './client.ts'
import type { Run } from './command.ts'
import { Failure } from './failure.ts'

/** Makes the fields of an object that the API server here refuses to keep, which can be printed all the same. */
type Draft = (run: Run, name: string) => JsonObject

function jobSpec({ args }: Run, name: string, restartPolicy: string): JsonObject {
  return { template: { metadata: {}, spec: { containers: [{ name, image: args.text('image'), ...(args.behind && { command: [...args.behind] }), resources: {} }], restartPolicy } } }
}

const numberOrText = (text: string): Json => /^\d+$/.test(text) ? Number(text) : text

function backend(service: string, port: string): JsonObject {
  return { service: { name: service, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } }
}

/** Source: kubectl/pkg/cmd/create/create_ingress.go. */
function ingress({ args }: Run): JsonObject {
  const whole = args.text('default-backend')
  const [service = '', port] = whole.split(':')
  if (!args.has('rule') && whole === '')
    throw new Failure('error: not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)')
  const rules = args.list('rule').map((rule) => {
    const [, host, path, name = '', target = '', tls, secretName] = /^([\w*.-]*)(\/.*)=([\w-]+):([\w-]+)(?:,(tls)=?([\w-]+)?)?/.exec(rule) ?? []
    if (path === undefined)
      throw new Failure(`error: rule ${rule} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`)
    const isPrefix = path.endsWith('*')
    return { host: host ?? '', path: { path: isPrefix ? path.slice(0, -1) : path, pathType: isPrefix ? 'Prefix' : 'Exact', backend: backend(name, target) }, tls: tls ? [{ ...(host && { hosts: [host] }), ...(secretName && { secretName }) }] : [] }
  })
  if (whole !== '' && port === undefined)
    throw new Failure('error: default-backend should be in format servicename:serviceport')
  const hosts = [...new Set(rules.map(({ host }) => host))]
  const tls = rules.flatMap(each => each.tls)
  return {
    spec: {
      ...(args.text('class') && { ingressClassName: args.text('class') }),
      ...(port !== undefined && { defaultBackend: backend(service, port) }),
      ...(tls.length > 0 && { tls }),
      ...(rules.length > 0 && { rules: hosts.map(host => ({ ...(host && { host }), http: { paths: rules.filter(each => each.host === host).map(({ path }) => path) } })) }),
    },
    status: { loadBalancer: {} },
  }
}

/** Source: kubectl/pkg/cmd/create/create_pdb.go. */
function disruptionBudget({ args }: Run): JsonObject {
  const [least, most] = [args.text('min-available'), args.text('max-unavailable')]
  if (args.text('selector') === '')
    throw new Failure('error: a selector must be specified')
  if (least === '' && most === '')
    throw new Failure('error: one of min-available or max-unavailable must be specified')
  if (least !== '' && most !== '')
    throw new Failure('error: min-available and max-unavailable cannot be both specified')
  if (!/^\d+%?$/.test(least || most))
    throw new Failure(`error: invalid format specified for ${least ? 'min-available' : 'max-unavailable'}`)
  const matchLabels = Object.fromEntries(args.text('selector').split(',').map(each => each.split(/==?/, 2) as [string, string]))
  return { spec: { ...(least && { minAvailable: numberOrText(least) }), selector: { matchLabels }, ...(most && { maxUnavailable: numberOrText(most) }) }, status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 } }
}

/** Of these the API server here keeps none, and says so. Source: kubectl/pkg/cmd/create. */
export const refusedDrafts: Readonly<Record<string, Draft>> = {
  ingress,
  poddisruptionbudget: disruptionBudget,
  job: (run, name) => {
    const { client, args, namespace } = run
    const [type = '', from = ''] = args.text('from').split('/')
    if ((type === '') === (args.text('image') === ''))
      throw new Failure('error: either --image or --from must be specified')
    if (type !== '')
      client.call('GET', pathOf(resourceFor(type), namespace, from))
    return { spec: jobSpec(run, name, 'Never'), status: {} }
  },
  cronjob: (run, name) => {
    const { args } = run
    const missing = ['image', 'schedule'].filter(flag => !args.has(flag)).map(flag => JSON.stringify(flag))
    if (missing.length > 0)
      throw new Failure(`error: required flag(s) ${missing.join(', ')} not set`)
    return { spec: { schedule: args.text('schedule'), jobTemplate: { metadata: { name }, spec: jobSpec(run, name, args.text('restart') || 'OnFailure') } }, status: {} }
  },
}
