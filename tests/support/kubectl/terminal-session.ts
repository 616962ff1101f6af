import { parse, parseAllDocuments, stringify } from 'yaml'
import { describeAll } from '../../../kubernetes/rest/describe-all.ts'
import { createApi, type ObservedRequest } from '../../../kubernetes/rest/api.ts'
import { goTags } from '../../../kubernetes/terminal/yaml-tags.ts'
import { runKubectl } from '../../../kubernetes/terminal/kubectl.ts'
import type { Connection } from '../../../kubernetes/terminal/client.ts'
import { type Invocation, type Printed, recordedCluster, waitAfter, wordsFor } from './session.ts'

/** A basic regular expression of sed, as one of JavaScript. */
function expression(text: string): RegExp {
  return new RegExp(text.replace(/\\?[(){}+?|]/g, sign => sign.startsWith('\\') ? sign.slice(1) : `\\${sign}`))
}

/** What an editor of a recording makes of a text, and what it prints: `true`, `cat`, or `sed -i` with `s`, `d`, `t` and `w /dev/stdout`. */
function editedBy(editor: string, text: string): { readonly saved: string, readonly printed: string } {
  const [, script = ''] = /^sed -i "(.*)"$/.exec(editor) ?? []
  const commands = script.replaceAll('\\"', '"').split(';').filter(each => each !== '')
  let printed = editor === 'cat' ? text : ''
  const saved = text.replace(/\n$/, '').split('\n').flatMap((line) => {
    let result = line
    let isReplaced = false
    for (const command of commands) {
      const [, from, to, pattern] = /^(?:s\/((?:\\.|[^/])*)\/((?:\\.|[^/])*)\/|\/(.*)\/d)$/.exec(command) ?? []
      if (pattern !== undefined && expression(pattern).test(result))
        return []
      if (from !== undefined && to !== undefined) {
        isReplaced ||= expression(from).test(result)
        result = result.replace(expression(from), to.replaceAll('\\n', '\n').replaceAll('\\/', '/').replace(/\\(\d)/g, '$$$1'))
      }
      if (command === 't' && isReplaced)
        break
      if (command.startsWith('w '))
        printed += `${result}\n`
    }
    return [result]
  }).map(line => `${line}\n`).join('')
  return { saved, printed }
}

/** A session typed into the terminal of the deck, on a cluster like the recorded one, whose kinds are described as kubectl has them described. */
export function beginTerminalSession(onRequest?: (request: ObservedRequest) => void): { readonly type: (invocation: Invocation) => Printed } {
  const simulation = recordedCluster()
  const api = createApi({ simulation, describe: describeAll, tokens: new Map([['token', { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }]]), address: '10.0.0.1:6443', yaml: { parse: text => parse(text) as unknown, stringify: value => stringify(value) }, clock: simulation.now, ...(onRequest && { onRequest }) })
  const advance = (ms: number): void => {
    simulation.advance(ms)
    api.refresh()
  }
  return {
    type: (invocation) => {
      const { stdin, run, meanwhile, env } = invocation
      let seen = ''
      let passed = 0
      let isPrinted = false
      const connection: Connection = {
        handle: api.handle,
        token: 'token',
        now: simulation.now,
        readYaml: text => parseAllDocuments(text, { uniqueKeys: false, customTags: tags => [...goTags, ...tags] }).map((each) => {
          const [error] = each.errors
          if (error)
            throw error
          return each.toJS() as unknown
        }),
        pass: (ms) => {
          advance(ms)
          passed += ms
          if (meanwhile && !isPrinted && passed >= 1000) {
            isPrinted = true
            runKubectl(meanwhile, connection)
          }
        },
      }
      const { printed, code } = runKubectl(wordsFor(simulation, invocation), connection, { ...(stdin !== undefined && { input: stdin }), editor: (text) => {
        const { saved, printed } = editedBy(env?.EDITOR ?? 'true', text)
        seen += printed
        return saved
      }, ...(run !== undefined && { timeLimit: run * 1000 + 1000 }) })
      waitAfter(simulation, invocation, advance)
      const all = (stream: string): string => printed.filter(each => each.stream === stream).map(({ text }) => text).join('')
      return { stdout: seen + all('out'), stderr: all('err'), exit: code }
    },
  }
}
