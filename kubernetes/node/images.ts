import { timing } from '../engine/timing.ts'

/** Images that the model's registry holds, and how long a first pull takes, in milliseconds: plausible, not measured. */
export const images: Readonly<Record<string, number>> = {
  'busybox': 700,
  'fluent/fluent-bit': 1400,
  'httpd': 1800,
  'nginx': 2000,
  'php:fpm': 2600,
  'redis': 1500,
}

/** How large they are, in bytes: plausible, not measured. */
const imageSizes: Readonly<Record<string, number>> = {
  'busybox': 2_200_000,
  'fluent/fluent-bit': 38_000_000,
  'httpd': 58_000_000,
  'nginx': 72_000_000,
  'php:fpm': 178_000_000,
  'redis': 49_000_000,
}

/** Images that a command may name and the registry does not hold. */
export const missingImages: readonly string[] = ['nginx:gone', 'nginx:9.99']

/** An image without the number of its version: versions of one image are alike to the model. */
function unversioned(image: string): string {
  return image.replace(/:\d[\w.-]*$/, '')
}

/** Whether the registry holds an image. */
export function isHeld(image: string): boolean {
  return !missingImages.includes(image) && Object.hasOwn(images, images[image] === undefined ? unversioned(image) : image)
}

function pullTime(image: string): number | undefined {
  return images[image] ?? images[unversioned(image)]
}

function sizeOf(image: string): number {
  return imageSizes[image] ?? imageSizes[unversioned(image)] ?? 0
}

/** What a runtime says that has asked the registry in vain. Recorded from containerd 2.3. */
function notFoundText(image: string): string {
  const name = `docker.io/library/${image}`
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${name}": failed to resolve image: ${name}: not found`
}

/** What a container of nginx 1.27 writes at its start, with a worker for each of four CPUs. Source: its image's entry point. */
const nginxOutput: readonly string[] = [
  '/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration',
  '/docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/',
  '/docker-entrypoint.sh: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh',
  '10-listen-on-ipv6-by-default.sh: info: Getting the checksum of /etc/nginx/conf.d/default.conf',
  '10-listen-on-ipv6-by-default.sh: info: Enabled listen on IPv6 in /etc/nginx/conf.d/default.conf',
  '/docker-entrypoint.sh: Sourcing /docker-entrypoint.d/15-local-resolvers.envsh',
  '/docker-entrypoint.sh: Launching /docker-entrypoint.d/20-envsubst-on-templates.sh',
  '/docker-entrypoint.sh: Launching /docker-entrypoint.d/30-tune-worker-processes.sh',
  '/docker-entrypoint.sh: Configuration complete; ready for start up',
  ...['using the "epoll" event method', 'nginx/1.27.4', 'built by gcc 12.2.0 (Debian 12.2.0-14)', 'OS: Linux 6.8.0', 'getrlimit(RLIMIT_NOFILE): 1048576:1048576', 'start worker processes', ...[29, 30, 31, 32].map(id => `start worker process ${id}`)]
    .map(text => `{time} [notice] 1#1: ${text}`),
]

const output: Readonly<Record<string, readonly string[]>> = { nginx: nginxOutput }

/** An image as a registry holds it. */
export interface RegistryImage {
  /** How long a first pull takes, in milliseconds, and how large it is, in bytes. */
  readonly pull: number
  readonly size: number
  /** The tags under which it is there; without them it is there under each. */
  readonly tags?: readonly string[]
  /** The lines that it writes when it starts; `{time}` stands for the moment, as nginx writes it. */
  readonly output?: readonly string[]
  /** How long its process takes to end once asked to, in milliseconds. */
  readonly end?: number
  /** How a runtime names it in a container's status, if not by its name in full. */
  readonly known?: string
}

/** What a registry holds. */
export interface Registry {
  /** What a runtime is told of an image that is not there; undefined: it is there. */
  readonly missing: (image: string) => string | undefined
  /** In milliseconds, for a first pull; undefined: no longer than for one that is known. */
  readonly pull: (image: string) => number | undefined
  /** In bytes. */
  readonly size: (image: string) => number
  readonly output: (image: string) => readonly string[]
  /** In milliseconds, once asked to. */
  readonly end: (image: string) => number
  readonly known: (image: string) => string
}

function repositoryOf(image: string): string {
  return image.replace(/^docker\.io\/(?:library\/)?/, '').replace(/@.*$/, '').replace(/:[^:/]*$/, '')
}

/** Whether an image is there under the tag by which it is asked for. */
function isTagged(found: RegistryImage | undefined, image: string): boolean {
  const [, tag = 'latest'] = /:([^:/@]+)$/.exec(image) ?? []
  return found !== undefined && (found.tags === undefined || found.tags.includes(tag))
}

function fullName(image: string): string {
  const tagged = /:[^:/]+$|@/.test(image) ? image : `${image}:latest`
  if (/^[^/]*[.:][^/]*\//.test(tagged))
    return tagged
  return tagged.includes('/') ? `docker.io/${tagged}` : `docker.io/library/${tagged}`
}

/** The registry of the model; with a list of its own it holds these images alone, each under every tag. */
export function createRegistry(own?: Readonly<Record<string, RegistryImage>>): Registry {
  const find = (image: string): RegistryImage | undefined => own?.[image] ?? own?.[repositoryOf(image)]
  return {
    missing: (image) => {
      const isThere = own ? isTagged(find(image), image) : isHeld(image)
      return isThere ? undefined : notFoundText(image)
    },
    pull: image => find(image)?.pull ?? pullTime(image),
    size: image => find(image)?.size ?? sizeOf(image),
    output: image => find(image)?.output ?? output[image] ?? output[unversioned(image)] ?? [],
    end: image => find(image)?.end ?? timing.stopContainer,
    known: image => find(image)?.known ?? fullName(image),
  }
}
