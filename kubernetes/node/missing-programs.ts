import type { Container } from '../api/objects.ts'

/** What every image here has, and in which folders programs are. */
const programs = new Set('ash bash busybox cat chmod chown cp curl cut date dd df du echo env expr false find free grep gunzip gzip head hostname httpd id kill ln ls mkdir mktemp mv nc nginx nginx-debug nslookup ping printenv printf ps pwd rm rmdir sed seq sh sleep sort stat sync tail tar tee test time timeout touch tr true uname uniq uptime vi wc wget which whoami xargs yes'.split(' '))
const folders = /^\/(?:bin|sbin|usr|opt|app|etc|docker-entrypoint\.sh|pause)(?:\/|$)/

/** What a runtime says of a program that its image lacks; undefined: it may be there. Recorded from runc 1.1, and from its source (libcontainer, exec.LookPath). */
export function missingProgram({ image, command: [program] = [] }: Pick<Container, 'image' | 'command'>): string | undefined {
  if (program === undefined)
    return undefined
  const isKnown = /^(?:docker\.io\/(?:library\/)?)?(?:nginx|busybox)(?:[:@]|$)/.test(image)
  const what = program.startsWith('/') ? folders.test(program) ? undefined : `stat ${program}: no such file or directory` : !isKnown || program.includes('/') || programs.has(program) ? undefined : 'executable file not found in $PATH'
  return what && `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "${program}": ${what}`
}
