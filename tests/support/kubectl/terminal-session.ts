import { parse, parseAllDocuments, stringify } from 'yaml'
import { describeAll } from '../../../kubernetes/rest/describe-all.ts'
import { createApi, type ObservedRequest } from '../../../kubernetes/rest/api.ts'
import { runKubectl } from '../../../kubernetes/terminal/kubectl.ts'
import type { Connection } from '../../../kubernetes/terminal/client.ts'
import { type Invocation, type Printed, recordedCluster, waitAfter, wordsFor } from './session.ts'

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
      const { stdin, run, meanwhile } = invocation
      let passed = 0
      let isPrinted = false
      const connection: Connection = {
        handle: api.handle,
        token: 'token',
        now: simulation.now,
        readYaml: text => parseAllDocuments(text, { uniqueKeys: false }).map((each) => {
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
      const { printed, code } = runKubectl(wordsFor(simulation, invocation), connection, { ...(stdin !== undefined && { input: stdin }), ...(run !== undefined && { timeLimit: run * 1000 + 1000 }) })
      waitAfter(simulation, invocation, advance)
      const all = (stream: string): string => printed.filter(each => each.stream === stream).map(({ text }) => text).join('')
      return { stdout: all('out'), stderr: all('err'), exit: code }
    },
  }
}
