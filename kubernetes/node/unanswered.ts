import type { Container, Probe } from '../api/objects.ts'

/** What a server listens on, and the pages that it has if it speaks HTTP. */
interface Server {
  readonly port: number
  readonly pages?: readonly string[]
}

/** What the images listen on that are known, as they come. Sources: their Dockerfiles, and the files that are in them. */
const servers: Readonly<Record<string, Server | 'nothing'>> = {
  nginx: { port: 80, pages: ['/', '/index.html', '/50x.html'] },
  httpd: { port: 80, pages: ['/', '/index.html'] },
  redis: { port: 6379 },
  php: { port: 9000 },
  busybox: 'nothing',
}

/** What a container listens on; undefined: that is not known. */
function serverOf({ image, command, args = [] }: Container): Server | 'nothing' | undefined {
  const name = /^(?:docker\.io\/)?(?:library\/)?([a-z]+)(?:[:@]|$)/.exec(image)?.[1] ?? ''
  const [program = ''] = command ?? args
  if (/(?:^|\/)sleep$/.test(program))
    return 'nothing'
  return command === undefined ? servers[name] : name === 'busybox' && !/\b(?:httpd|nc)\b/.test([...command, ...args].join(' ')) ? 'nothing' : undefined
}

/** A number, or the name of a port that the container says. Source: pkg/probe/util.go (ResolveContainerPort). */
function portOf({ ports = [] }: Container, port: number | string): number {
  return ports.find(({ name }) => name === port)?.containerPort ?? Number(port)
}

/** What a kubelet says of a probe that is not answered well; undefined: it is, or is not known. Sources: pkg/probe/http/http.go (DoHTTPProbe), pkg/probe/tcp/tcp.go (DoTCPProbe), and recorded. */
export function unanswered(container: Container, probe: Probe, { address, isClosed = false }: { readonly address: string, readonly isClosed?: boolean }): string | undefined {
  const server = serverOf(container)
  // Of gRPC, and of other addresses than the Pod's, nothing is known.
  if (!('httpGet' in probe || 'tcpSocket' in probe) || server === undefined || ('httpGet' in probe && 'host' in probe.httpGet))
    return undefined
  const port = portOf(container, 'httpGet' in probe ? probe.httpGet.port : probe.tcpSocket.port)
  const refused = isClosed || server === 'nothing' || server.port !== port ? `dial tcp ${address}:${port}: connect: connection refused` : undefined
  if (!('httpGet' in probe))
    return refused
  const { path = '/', scheme = 'HTTP' } = probe.httpGet
  const url = `${scheme.toLowerCase()}://${address}:${port}/${path.replace(/^\//, '')}`
  if (refused !== undefined)
    return `Get "${url}": ${refused}`
  const pages = server === 'nothing' ? undefined : server.pages
  if (pages === undefined)
    return undefined
  if (scheme === 'HTTPS')
    return `Get "${url}": http: server gave HTTP response to HTTPS client`
  return pages.includes(`/${path.replace(/^\//, '').replace(/\?.*$/, '')}`) ? undefined : 'HTTP probe failed with statuscode: 404'
}
