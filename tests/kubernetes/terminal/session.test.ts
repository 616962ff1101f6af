import { expect, test } from 'vitest'
import { printsAsRecorded } from '../../support/kubectl/compare.ts'
import { differences } from '../../support/kubectl/terminal-differences.ts'
import { normalised } from '../../support/kubectl/normalise.ts'
import { type Invocation, recordedSession } from '../../support/kubectl/session.ts'
import { beginTerminalSession } from '../../support/kubectl/terminal-session.ts'

/** The recorded sessions of three versions: where they print differently, the terminal may print as one of them does. */
const recordings = ['1.34.5', '1.35.2', '1.36.2'].map(recordedSession)

function recordingsOf(id: number): readonly Invocation[] {
  return recordings.map(session => session.find(each => each.id === id)).filter(each => each !== undefined).filter(each => each.stdout !== undefined)
}

test('the terminal prints in the recorded session what kubectl printed against a real cluster, where it knows the command', () => {
  const session = beginTerminalSession()
  const different: string[] = []
  let compared = 0
  for (const invocation of recordedSession('1.35.2')) {
    const { id, argv } = invocation
    const got = session.type(invocation)
    if (recordingsOf(id).length === 0)
      continue
    compared++
    const isSame = printsAsRecorded(invocation, got, recordingsOf(id))
    if (isSame === differences.has(id)) {
      const [recorded] = recordingsOf(id)
      different.push(isSame ? `${id} no longer differs: ${argv.join(' ')}` : `${id} ${argv.join(' ')}\nrecorded: ${normalised((recorded?.stdout ?? '') + (recorded?.stderr ?? ''))} (${recorded?.exit ?? ''})\nprinted: ${normalised(got.stdout + got.stderr)} (${got.exit})`)
    }
  }
  expect(compared).toBeGreaterThan(200)
  expect(different).toEqual([])
})

// What kubectl 1.35.2 prints of the same state, by the API of this cluster.
const unlisted: readonly (readonly [line: string, printed: string])[] = [
  ['create deployment web --image=nginx:1.27', 'deployment.apps/web created\n'],
  ['wait --for=condition=Available deploy/web --timeout=20s', 'deployment.apps/web condition met\n'],
  ['set image deploy/web nginx=nginx:1.28', 'deployment.apps/web image updated\n'],
  ['rollout status deploy/web --timeout=0s -w=false', ''],
  ['rollout undo deploy/web --dry-run=server', 'deployment.apps/web rolled back (server dry run)\n'],
  ['get deploy web -o jsonpath={.spec.template.spec.containers[0].image}', 'nginx:1.28'],
  ['wait --for=condition=Available=False deploy/web --timeout=1s', 'error: timed out waiting for the condition on deployments/web\n'],
  ['wait --for=delete pod/nope --timeout=1s', ''],
  ['create cm c --from-literal=a=b', 'configmap/c created\n'],
  ['describe cm c', 'Name:         c\nNamespace:    default\nLabels:       <none>\nAnnotations:  <none>\n\nData\n====\na:\n----\nb\n\n\nBinaryData\n====\n\nEvents:  <none>\n'],
]

test('the terminal prints what kubectl does where the session has no such command', () => {
  const session = beginTerminalSession()
  for (const [id, [line, expected]] of unlisted.entries()) {
    const { stdout, stderr } = session.type({ id, argv: ['kubectl', ...line.split(' ')] } as Invocation)
    if (expected !== '' || line.startsWith('wait'))
      expect(stderr + stdout, line).toBe(expected)
  }
})

// Source: staging/src/k8s.io/kubectl/pkg/cmd/set/set_image.go and set_env.go: an empty patch is not sent.
test('kubectl set sends nothing where nothing would change, and says nothing', () => {
  const verbs: string[] = []
  const session = beginTerminalSession(({ verb, path }) => void verbs.push(`${verb} ${path.replace(/\?.*/, '')}`))
  const type = (line: string): string => {
    const { stdout, stderr } = session.type({ id: 0, argv: ['kubectl', ...line.split(' ')] })
    return stderr + stdout
  }
  type('create deployment web --image=nginx:1.27')
  type('set env deploy/web A=b')
  verbs.length = 0
  expect([type('set image deploy/web nginx=nginx:1.27'), type('set env deploy/web A=b'), type('set env deploy/web B-')]).toEqual(['', '', ''])
  expect(verbs.filter(each => each.startsWith('patch'))).toEqual([])
  expect(type('set image deploy/web nginx=nginx:1.28')).toBe('deployment.apps/web image updated\n')
  expect(verbs.filter(each => each.startsWith('patch'))).toEqual(['patch /apis/apps/v1/namespaces/default/deployments/web'])
})
