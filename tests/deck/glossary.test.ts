import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parts } from '../../slides/parts/index.ts'
import { glossary, mentionsIn } from '../../deck/glossary/glossary.ts'
import { wordsOf } from '../../deck/glossary/term.ts'
import { outcomes } from '../../slides/outcomes/outcomes.ts'
import { innerCaption } from '../../slides/outcomes/outcome.ts'
import { podStates } from '../../slides/pod-life/steps.ts'
import { sources } from '../../talk/add-more-sources.ts'
import { captionText } from '../../talk/step.ts'
import { talk } from '../../deck/slides.ts'

const captions = [
  ...[...talk.values()].flatMap(steps => steps.map(({ caption }) => captionText(caption))),
  ...outcomes.flatMap(outcome => outcome.inner.map(step => captionText(innerCaption(outcome, step)))),
]

/** All that the talk says, but for what the glossary itself brings. */
const said = [
  ...captions,
  ...[...talk.values()].flatMap(steps => steps.map(({ narration }) => narration)),
  ...parts.flatMap(({ official, duties }) => [official, ...duties.map(({ says }) => says)]),
  ...podStates.map(({ label }) => label),
  readFileSync('slides.md', 'utf8'),
]

/** Words with capitals that are no matter of Kubernetes. */
const plain = ['Created', 'DELETE', 'Enter', 'GET', 'HTTPS', 'IP', 'Kubernetes', 'Linux', 'POST', 'gRPC']

describe('the glossary', () => {
  it('explains about as many terms as the talk has', () => {
    expect(glossary.length).toBeGreaterThanOrEqual(40)
  })

  it('has no term twice, whatever it is called', () => {
    for (const words of [glossary.map(({ id }) => id), glossary.flatMap(wordsOf)])
      expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
  })

  it('finds each of its words as the term it belongs to, in the singular and the plural', () => {
    for (const term of glossary) {
      for (const word of wordsOf(term)) {
        for (const text of [word, `${word}s`])
          expect(mentionsIn(`of ${text}, say`), text).toEqual([{ term, text, start: 3 }])
      }
    }
  })

  it.each(glossary.map(term => [term.name, term] as const))('says in one plain sentence what is meant by %s', (_, { id, sentence }) => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(sentence).toMatch(/^\S.*[.?]$/)
    expect(sentence.slice(0, -1)).not.toMatch(/[.?!]\s/)
    expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(25)
  })

  it('sends each to a page to read on', () => {
    expect(glossary.filter(({ source }) => !sources.has(source))).toEqual([])
  })

  it('has only terms that the talk uses', () => {
    const used = new Set(said.flatMap(mentionsIn).map(({ term }) => term))
    expect(glossary.filter(term => !used.has(term)).map(({ name }) => name)).toEqual([])
  })

  it('has the name of each thing and state that a caption writes with a capital', () => {
    // At the start of a sentence a capital says nothing.
    const words = captions.flatMap(caption => caption.match(/(?<=[\w,;] [“(]?)[A-Z]\w+|\b[A-Za-z]*[a-z][A-Z]\w*/g) ?? [])
    expect(words.length).toBeGreaterThan(100)
    const unknown = new Set(words.filter(word => mentionsIn(word).length === 0 && !termWithin(word)))
    expect([...unknown].toSorted()).toEqual(plain)
  })

  it('has the part words of a caption that need no capital', () => {
    const words = ['admission', 'container', 'controller', 'etcd', 'image', 'kubectl', 'kubelet', 'node', 'quota', 'registry', 'revision', 'sandbox', 'scheduler', 'taint', 'token', 'volume', 'watch', 'webhook']
    expect(words.filter(word => !captions.some(caption => new RegExp(`\\b${word}\\b`).test(caption)))).toEqual([])
    expect(words.filter(word => mentionsIn(word).length === 0)).toEqual([])
  })

  it('says no more of a part than its facts do', () => {
    for (const { id, job } of parts)
      expect(glossary.find(term => term.id === id)?.sentence).toBe(job)
  })
})

/** Whether a word is part of a longer one that the glossary has, such as the API of API server. */
function termWithin(word: string): boolean {
  return glossary.some(term => wordsOf(term).some(name => name.split(' ').includes(word)))
}

describe('a text', () => {
  it('names terms by whole words, the longest first, and never one within another', () => {
    const names = (text: string): string[] => mentionsIn(text).map(({ term, text: word }) => `${term.id}: ${word}`)
    expect(names('The API server and other controllers of the control plane.')).toEqual(['api-server: API server', 'controller: controllers', 'control-plane: control plane'])
    expect(names('Watches wake the kubelets.')).toEqual(['watch: Watches', 'kubelet: kubelets'])
    expect(names('A service is no Service; a podium, no Pod; podman, kube-pod none.')).toEqual(['service: Service', 'pod: Pod'])
  })

  it('says where it names them', () => {
    const text = 'Each kubelet renews its Lease.'
    expect(mentionsIn(text).map(({ text: word, start }) => text.slice(start).startsWith(word))).toEqual([true, true])
  })
})
