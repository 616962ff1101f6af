import { beforeAll, describe, expect, it } from 'vitest'
import type { Moves } from '../../../slides/break-it/moves.ts'
import { playView, probeCluster, withCluster } from '../../../slides/break-it/play.ts'
import { captionAfter } from '../../../slides/break-it/move-words.ts'
import { typedLine, typing } from '../../../slides/break-it/typed-line.ts'
import { fitsLink, playLink, readPlay } from '../../../slides/break-it/play-link.ts'

const type = (text: string, input?: string) => typing({ text, ...(input !== undefined && { input }) })
const printed = (...moves: Moves): readonly string[] => playView(moves).terminal.map(({ text }) => text)
const pod = `apiVersion: v1
kind: Pod
metadata: {name: alone}
spec: {containers: [{name: nginx, image: nginx}]}
`

beforeAll(() => import('../../../slides/break-it/typed.ts'))

/** What {@link fileToEdit} and {@link changesOf} make of files that somebody saves one after the other. */
async function edited(line: string, ...saved: readonly ((text: string) => string)[]): Promise<{ readonly changes: string | undefined, readonly open: string | undefined }> {
  const { changesOf, fileToEdit } = await import('../../../slides/break-it/typed.ts')
  const openedBy = (changes: string | undefined): string | undefined => withCluster([], simulation => fileToEdit(simulation, line, changes), true)
  let changes: string | undefined
  let open = openedBy(undefined)
  for (const change of saved) {
    changes = changesOf(open ?? '', change(open ?? ''), changes)
    open = openedBy(changes)
  }
  return { changes, open }
}

describe('what somebody types', () => {
  it('is done to the cluster that is shown: the same one, whatever was done before', () => {
    const before = playView([]).nodes.map(({ name, pods }) => [name, ...pods.map(each => each.name)])
    expect(playView([type('kubectl get pods')]).nodes.map(({ name, pods }) => [name, ...pods.map(each => each.name)])).toEqual(before)
    const { stopped, unbound } = playView([{ do: 'toggle', part: 'kube-scheduler' }, type('kubectl scale deployment web --replicas=4'), { do: 'seconds' }])
    expect([...stopped]).toEqual(['kube-scheduler'])
    expect(unbound.map(({ status }) => status)).toEqual(['Pending', 'Pending'])
  })

  // Source: pkg/controller/deployment/util/deployment_util.go (EqualIgnoreHash): a rollout begins with another template alone.
  it.each(['kubectl label deployment web a=b', 'kubectl scale deployment web --replicas=3', 'kubectl annotate deployment web a=b'])('`%s` rolls nothing out, though the Deployment was made by a button', (line) => {
    expect(printed(type(line), { do: 'seconds' }, type('kubectl get rs')).filter(each => /^web-/.test(each))).toHaveLength(1)
  })

  // Source: pkg/registry/apps/deployment/strategy.go (PrepareForUpdate: another spec alone is another generation).
  it('another label is no other generation of a Deployment that was made by a button', () => {
    const generation = (line: string): string | undefined => printed(type(line), type('kubectl get deployment web -o jsonpath={.metadata.generation}')).at(-1)
    expect([generation('kubectl label deployment web a=b'), generation('kubectl scale deployment web --replicas=3')]).toEqual(['1', '2'])
  })

  // Source: kubectl/pkg/cmd/util/editor/editoptions.go; what it prints was recorded in tests/recordings/kubectl-lines.json.
  it('an object is edited in a file that opens again until it is taken, and a link holds what was changed', async () => {
    const line = 'kubectl edit deployment/web'
    const bad = (text: string): string => text.replace('replicas: 2', 'replicas: -2')
    const good = (text: string): string => text.replace('replicas: -2', 'replicas: 4')
    const again = await edited(line, bad)
    expect(again.open).toContain('# * spec.replicas: Invalid value: -2')
    const { changes, open } = await edited(line, bad, good)
    expect(open).toBeUndefined()
    expect(changes?.length).toBeLessThan(500)
    expect(printed(type(line, changes)).slice(-2)).toEqual(['error: deployments.apps "web" is invalid', 'deployment.apps/web edited'])
    expect(printed(type(line, changes), type('kubectl get deploy web -o jsonpath={.spec.replicas}')).at(-1)).toBe('4')
    // Nothing was written while it was tried.
    expect(printed(type('kubectl get deploy web -o jsonpath={.spec.replicas}')).at(-1)).toBe('2')
    expect(printed(type(line, again.changes)).slice(-3)).toEqual(['error: deployments.apps "web" is invalid', expect.stringMatching(/^A copy of your changes has been stored to "\/tmp\/kubectl-edit-\d+\.yaml"$/), 'error: Edit cancelled, no valid changes were saved.'])
    expect(printed(type(line, '')).at(-1)).toBe('Edit cancelled, no changes made.')
    expect((await edited('kubectl edit deployment/nope')).open).toBeUndefined()
  })

  it('an undo goes back to the ReplicaSet that was there, though that was made by a button', () => {
    const moves: Moves = [type('kubectl set image deployment/web nginx=nginx:1.29'), { do: 'seconds' }, type('kubectl rollout undo deployment/web'), { do: 'seconds' }, type('kubectl get rs')]
    expect(printed(...moves).filter(each => /^web-/.test(each)).map(each => each.split(/ +/)[1]).toSorted()).toEqual(['0', '2'])
  })

  it('a typed command is listed among those of the buttons, in order', () => {
    const lines = printed({ do: 'get nodes' }, type('kubectl scale deployment web --replicas=3'), { do: 'scale' }, type('kubectl get deployment web'))
    expect(lines.filter(line => /^kubectl|^deployment|scaled/.test(line))).toEqual([
      'kubectl create deployment web --image=nginx --replicas=2',
      'deployment.apps/web created',
      'kubectl get nodes',
      'kubectl scale deployment web --replicas=3',
      'deployment.apps/web scaled',
      'kubectl scale deployment web --replicas=2',
      'deployment.apps/web scaled',
      'kubectl get deployment web',
    ])
  })

  it('leaves a healthy cluster healthy, as far as can be tried', () => {
    for (const line of ['kubectl get pods', 'kubectl scale deployment web --replicas=4', 'kubectl create namespace team'])
      expect(probeCluster([type(line), { do: 'seconds' }]).stopped).toEqual([])
  })

  it.each([
    ['kubectl get nope', 'error: the server doesn\'t have a resource type "nope"'],
    ['kubectl get pods --nope', 'error: unknown flag: --nope'],
    ['kubectl craete', 'error: unknown command "craete" for "kubectl"'],
    ['kubectl exec web -- ls', 'error: containers are only modelled: nothing can be executed in them'],
    ['rm -rf /', 'bash: rm: command not found'],
    ['kubectl get "pods', 'bash: unexpected EOF while looking for matching `"\''],
    ['kubectl apply -f web.yaml', 'error: the path "web.yaml" does not exist'],
  ])('“%s” is answered with “%s”', (line, answer) => expect(printed(type(line))).toContain(answer))

  it('says so when the server does not answer', () => {
    expect(printed({ do: 'toggle', part: 'kube-apiserver' }, type('kubectl get pods')).at(-1)).toMatch(/^The connection to the server \S+ was refused/)
  })

  it('applies a text', () => {
    expect(printed(type('kubectl apply -f -', pod)).at(-1)).toBe('pod/alone created')
    expect(printed(type('kubectl apply -f -', pod), type('kubectl apply -f -', pod)).at(-1)).toBe('pod/alone unchanged')
    expect(printed(type('kubectl apply -f -', 'a: [')).at(-1)).toMatch(/^error: error parsing STDIN/)
  })

  it.each(['kubectl wait --for=delete pod --all --timeout=9000h', 'kubectl rollout status deployment/web --timeout=9000h', 'kubectl get pods -w', 'kubectl scale deployment web --replicas=100000'])('“%s” comes to an end: a link is replayed quickly, whatever it says', (line) => {
    const { nodes, unbound, seconds } = playView([{ do: 'toggle', part: 'kube-scheduler' }, type('kubectl rollout restart deployment/web'), type(line), { do: 'minutes' }])
    expect(seconds).toBeLessThan(360 + 125)
    expect(nodes.flatMap(({ pods }) => pods).length + unbound.length).toBeLessThanOrEqual(100)
  })

  it('is in the link, with what it read', () => {
    const moves: Moves = [{ do: 'scale' }, type('kubectl get pods -l \'app in (web, ü)\' 😀'), type('kubectl apply -f -', pod), { do: 'seconds' }]
    const link = playLink(moves)
    expect(link).toMatch(/^[\w.~-]+$/)
    expect(readPlay(link)).toEqual(moves)
    expect(typedLine(type('kubectl apply -f -', pod))).toEqual({ text: 'kubectl apply -f -', input: pod })
    expect(typedLine(type('kubectl get pods -l \'app in (web, ü)\' 😀'))).toEqual({ text: 'kubectl get pods -l \'app in (web, ü)\' 😀' })
    expect(typedLine(type('half \ud83d of one'))).toEqual({ text: 'half  of one' })
    expect(typedLine({ do: 'type', code: '~ff' })).toEqual({ text: '' })
    expect(fitsLink([type('kubectl apply -f -', 'x'.repeat(20_000))])).toBe(false)
  })

  it('is said beneath in a word or two', () => {
    expect(captionAfter(playView([type('k scale deployment web --replicas=4')]), undefined).lead).toBe('kubectl scale.')
  })
})
