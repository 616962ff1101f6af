import { describe, expect, it } from 'vitest'
import { inWords } from '../../../slides/request/in-words.ts'
import { anchored, lastWaiting, stateOf, stepEvents, unorderedNeighbours } from '../../../slides/request/step-events.ts'
import { requestNamesOf } from '../../../slides/request/object-names.ts'
import { requestHistory, requestNames } from '../../../slides/request/history.ts'
import { requestSteps } from '../../../slides/request/steps.ts'
import { run } from '../../../kubernetes/run.ts'
import { standardScenario } from '../../../kubernetes/scenario.ts'
import { sources } from '../../../talk/add-more-sources.ts'
import { captionText } from '../../../talk/step.ts'

const ids = requestSteps.map(({ id }) => id)

describe('the steps of the request', () => {
  it('are at least 24 and at most 30, each with a name of its own', () => {
    expect(ids.length).toBeGreaterThanOrEqual(24)
    expect(ids.length).toBeLessThanOrEqual(30)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids)
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  it('stand at exactly one event each', () => {
    expect(ids.map(id => anchored(id).length)).toEqual(ids.map(() => 1))
  })

  it('come in the order of the history', () => {
    const events = stepEvents.map(({ id }) => id)
    expect(events).toEqual([...new Set(events)].sort((a, b) => a - b))
  })

  it.each(requestSteps)('$id has a caption of one line, and one to three sentences to say', ({ caption, narration, source }) => {
    expect(captionText(caption).length).toBeLessThanOrEqual(70)
    expect(caption.lead).not.toBe('')
    const sentences = narration.split(/(?<=[.?])\s/)
    expect(sentences.length).toBeLessThanOrEqual(3)
    for (const sentence of sentences)
      expect(sentence).toMatch(/^[A-Z].*[.?]$|^nginx .*\.$|^kubectl .*\.$/)
    expect(sources.has(source)).toBe(true)
  })

  it('names nothing that the history did not come up with', () => {
    const text = requestSteps.map(({ caption, narration }) => `${captionText(caption)} ${narration}`).join('\n')
    for (const name of text.match(/\bweb-[\w-]+/g) ?? [])
      expect([requestNames.replicaSet, ...requestNames.pods]).toContain(name)
    for (const node of text.match(/\bworker-\d/g) ?? [])
      expect(node).toBe(requestNames.node)
    expect(text).toContain(requestNames.replicaSet)
    expect(text).toContain(requestNames.node)
    expect(text).toContain(String(requestNames.revision))
  })

  it('open with nothing sent, and end with the user reading what is there', () => {
    expect(stepEvents[0]?.kind).toBe('typed')
    expect(stepEvents.at(-1)?.kind).toBe('exited')
    expect(requestHistory.events.slice(0, stepEvents[0]?.id)).toEqual([])
    expect(stepEvents.at(-1)?.id).toBe(requestHistory.events.length - 1)
  })

  it('let the user wait up to the commit, and never again for that command', () => {
    const waiting = ids.filter((_, index) => stateOf(index).waiting.includes(0))
    expect(waiting).toEqual(ids.slice(0, lastWaiting + 1))
    expect(ids[lastWaiting]).toBe('stored')
    expect(ids[lastWaiting + 1]).toBe('answered')
  })

  it('say which neighbours have no order', () => {
    const pairs = ids.flatMap((id, index) => unorderedNeighbours(index).map(other => [id, other].sort().join(' | ')))
    expect([...new Set(pairs)].sort()).toEqual([
      'answered | deployment-seen',
      'creating | sandbox',
    ])
  })

  it('have words for each of those, for the picture to say', () => {
    expect(ids.flatMap((_, index) => unorderedNeighbours(index)).filter(id => inWords[id] === undefined)).toEqual([])
  })

  it('have no event outside the list', () => {
    expect(() => stateOf(ids.length)).toThrow(RangeError)
  })
})

describe('the names of the request', () => {
  it('is read from the history', () => {
    expect(requestNames).toMatchObject({ deployment: 'web', revision: 1042, ties: 3, user: 'kubernetes-admin' })
    expect(requestNames.pods).toHaveLength(3)
    expect(requestNames.pods[0]).toBe(requestNames.pod)
    expect(requestNames.pods.every(name => name.startsWith(`${requestNames.replicaSet}-`))).toBe(true)
  })

  it('is refused for a history that is not the request', () => {
    expect(() => requestNamesOf(run({ ...standardScenario, without: ['kube-scheduler'] }))).toThrow('The history has no scoring.')
    expect(() => requestNamesOf(run({ ...standardScenario, without: ['kubelet'] }))).toThrow('The history has no running Pod.')
  })
})
