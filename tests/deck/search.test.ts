import { describe, expect, it } from 'vitest'
import { createFinder, entries } from '../../logic/search-index.ts'
import { glossary } from '../../deck/glossary/glossary.ts'
import { clickOf, clicksOf, loadDeeperOutline } from '../../deck/navigation.ts'
import { indexed, queryWord, wordsIn } from '../../deck/search/stems.ts'
import { captionText } from '../../talk/step.ts'
import { sourceOf } from '../../talk/sources.ts'
import { talk } from '../../deck/slides.ts'
import { recordedFacts } from '../../slides/as-recorded/facts.ts'
import { readSlides } from '../support/talk.ts'

await loadDeeperOutline()
const slides = await readSlides()
const find = createFinder(slides)

/** What a beginner types, and the places of which one must be among the first three. */
const queries: readonly (readonly [query: string, ...places: readonly string[]])[] = [
  ['why is my pod pending', 'outcomes@unschedulable', 'pod-life@pending', 'pod-life@bound'],
  ['who talks to etcd', 'hub@dial-etcd', 'etcd@keep'],
  ['image pull', 'outcomes@image-pull', 'request@pulling', 'container-runtime@image'],
  ['ImagePullBackOff', 'outcomes@image-pull'],
  ['what restarts a crashed container', 'controller-manager@crash', 'kubelet@restart', 'pod-life@restarted'],
  ['CrashLoopBackOff', 'pod-life@restarted'],
  ['403 forbidden', 'outcomes@forbidden', 'api-server@authorization'],
  ['unauthorized', 'outcomes@unauthorized'],
  ['token expired', 'outcomes@unauthorized'],
  ['quota exceeded', 'outcomes@pods-denied', 'request@validating'],
  ['what happens when a node dies', 'replaced@node-dies'],
  ['how long until a node is not ready', 'replaced@not-ready', 'kubelet@report'],
  ['does a pod move to another node', 'replaced@replacement', 'scheduler@keep'],
  ['docker', 'container-runtime@docker'],
  ['containerd', 'container-runtime@containers', 'container-runtime@cri', 'container-runtime@docker', 'container-runtime@analogy'],
  ['how does the scheduler choose a node', 'scheduler@filter', 'scheduler@score', 'scheduler@analogy', 'hub@scheduler'],
  ['cpu requests', 'scheduler@filter'],
  ['iptables', 'kube-proxy@rules'],
  ['service ip address', 'kube-proxy@service', 'kube-proxy@connection'],
  ['where are logs stored', 'outcomes@logs', 'etcd@keys'],
  ['kubectl exec', 'outcomes@logs', 'hub@exceptions'],
  ['terminating', 'pod-life@terminating'],
  ['difference between pod and container', 'pod@pod', 'pod@container', 'pod@apart'],
  ['do containers share localhost', 'pod@network'],
  ['sidecar', 'pod@sidecar'],
  ['init container', 'pod@init'],
  ['heartbeat lease', 'kubelet@report'],
  ['replicaset', 'request@replica-set', 'request@replica-set-seen', 'controller-manager@gap', 'controller-manager@loops', 'replaced@running'],
  ['what is a controller', 'hub@controller-manager', 'controller-manager@loops', 'controller-manager@analogy'],
  ['master node', 'hub@planes'],
  ['admission webhook', 'outcomes@webhook', 'api-server@mutating', 'request@mutating', 'request@validating'],
  ['mutating', 'api-server@mutating', 'request@mutating'],
  ['how many etcd members do i need', 'three-of-each@odd', 'three-of-each@majority', 'etcd@majority', 'etcd@timeout'],
  ['what port does the api server use', 'eight-steps@receive'],
  ['pod already exists', 'outcomes@already-exists'],
  ['delete pod stuck', 'outcomes@delete-pod', 'pod-life@terminating', 'replaced@terminating'],
  ['readiness probe', 'kubelet@probe'],
  ['what does created mean', 'paid-back@later', 'outcomes@created', 'paid-back@promised', 'request@answered'],
  ['cni network plugin', 'request@sandbox', 'kube-proxy@network', 'container-runtime@sandbox'],
  ['kubeconfig', 'request@built', 'eight-steps@command'],
  ['is kube-proxy required', 'kube-proxy@optional'],
]

/** The places that some words lead to, best first. */
const found = (words: string): string[] => find(words).map(({ slide, click }) => `${slide}@${talk.get(slide)?.[click]?.id ?? ''}`)

describe('the corpus', () => {
  it('the index has every caption and narration of the talk but its questions, at its slide and click', () => {
    const expected = [...talk].filter(([slide]) => slide !== 'check-yourself').flatMap(([slide, steps]) => steps.map(({ caption, narration }, click) => ({ slide, click, head: captionText(caption), text: narration })))
    expect(entries.filter(({ kind }) => kind === 'step').map(({ slide, click, head, text }) => ({ slide, click, head, text }))).toEqual(expected)
  })

  it('the index has every term of the glossary, at a step that exists', () => {
    const terms = entries.filter(({ kind }) => kind === 'term')
    expect(terms.map(({ head, text }) => [head, text])).toEqual(glossary.map(({ name, sentence }) => [name, sentence]))
    expect(terms.filter(({ slide, click }) => !talk.has(slide) || click > clicksOf(slide))).toEqual([])
  })
})

describe('what a beginner types is found among the first three', () => {
  it('has at least thirty questions', () => {
    expect(queries.length).toBeGreaterThanOrEqual(30)
    const positions = queries.flatMap(([, ...all]) => all.map(place => place.split('@')))
    expect(positions.filter(([slide = '', step = '']) => clickOf(slide, step) === undefined)).toEqual([])
  })

  it.each(queries)('%s', (query, ...places) => {
    const first = found(query).slice(0, 3)
    expect(first.filter(place => places.includes(place)), `“${query}” leads to ${first.join(', ')}`).not.toEqual([])
  })
})

describe('the search', () => {
  it('finds every slide by its title first', () => {
    const missed = slides.filter(({ name, title }) => find(title.replaceAll('_', ''))[0]?.slide !== name)
    expect(missed.map(({ title }) => [title, found(title)[0]])).toEqual([])
  })

  it('finds every word of the glossary, or the page of the documentation that its sentence stands on', () => {
    const missed = glossary.filter(({ name, source }) => !find(name).some(({ head, slide, click, url }) => head === name || url === sourceOf(source).url || entries.some(entry => entry.head === name && entry.slide === slide && entry.click === click)))
    expect(missed.map(({ name }) => name)).toEqual([])
  })

  it('finds what a real cluster did by what is said of it first, at the step that it deepens', () => {
    const missed = recordedFacts.filter(({ at, lead, rest }) => {
      const [first] = find(lead)
      return first?.kind !== 'fact' || first.text !== rest || `${first.slide}@${talk.get(first.slide)?.[first.click]?.id}` !== at
    })
    expect(missed.map(({ id }) => id)).toEqual([])
  })

  it('lists each step once, and eight at most', () => {
    for (const [query] of queries) {
      // What a real cluster did at a step stands beside the step.
      const findings = find(query).map(({ kind, slide, click }) => `${slide}@${click}${kind === 'fact' ? ' as recorded' : ''}`)
      expect(new Set(findings).size).toBe(findings.length)
      expect(findings.length).toBeLessThanOrEqual(8)
    }
  })

  it('follows who is still typing, and forgives a slip', () => {
    expect(found('sched')[0]).toMatch(/^(?:scheduler|hub)@/)
    expect(found('schedular').slice(0, 3).join()).toMatch(/scheduler/)
    expect(found('kublet').slice(0, 3).join()).toMatch(/kubelet/)
  })

  it('finds nothing in no words, in words that say nothing, and in words that nobody says here', () => {
    for (const words of ['', '   ', 'what is the', '?!', 'rhinoceros'])
      expect(find(words)).toEqual([])
  })

  it('says where each finding is', () => {
    expect(find('article names docker first')[0]).toMatchObject({ kind: 'step', slide: 'container-runtime', no: slides.findIndex(({ name }) => name === 'container-runtime') + 1, title: 'Container runtime' })
    expect(find('thank you')[0]).toMatchObject({ kind: 'slide', slide: 'thanks', click: 0 })
  })
})

describe('words', () => {
  it('are found within names, too', () => {
    expect(wordsIn('ImagePullBackOff: 10.244.1.2, kube-proxy (v1)')).toEqual(['ImagePullBackOff', 'Image', 'Pull', 'Back', 'Off', '10.244.1.2', '10', '244', '1', '2', 'kube-proxy', 'kube', 'proxy', 'v1'])
  })

  it('count as the same in their usual forms', () => {
    for (const forms of [['crash', 'crashes', 'crashed', 'crashing'], ['schedule', 'schedules', 'scheduled', 'scheduling', 'scheduler'], ['policy', 'policies'], ['stop', 'stopped', 'stops'], ['authenticate', 'authentication'], ['pod', 'pods']])
      expect(new Set(forms.map(form => indexed(form)[0])).size, forms.join()).toBe(1)
    expect(new Set(['pod', 'port', 'etcd', 'node', 'noted'].map(form => indexed(form)[0])).size).toBe(5)
  })

  it('lead to what the talk says instead', () => {
    expect(queryWord('K8s')?.instead).toEqual(indexed('kubernetes').slice(0, 1))
    expect(queryWord('The')).toBeUndefined()
  })
})
