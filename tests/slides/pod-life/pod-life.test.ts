import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { podLifeLit, podLifeSteps, podStates, podTransitions } from '../../../slides/pod-life/steps.ts'
import { readingsAt } from '../../../slides/pod-life/view.ts'
import { originOf } from '../../../tools/draw/origin.ts'

const read = (name: string): string => readFileSync(new URL(`../../../diagrams/${name}`, import.meta.url), 'utf8')
const source = read('pod-life.mmd')
const drawing = read('pod-life.svg')

/** What the drawing says, by state and edge. */
function drawn(kind: 'state' | 'edge'): Record<string, string> {
  const groups = drawing.matchAll(new RegExp(`data-${kind}="([^"]+)"(.*)`, 'g'))
  return Object.fromEntries([...groups].map(([, id = '', inside = '']) =>
    [id, [...inside.matchAll(/<tspan[^>]*>([^<]*)/g)].map(([, row]) => row).join(' ')]))
}

/** What the source says, by edge; the dots are called as in the model. */
function written(): Record<string, string> {
  const edges = source.matchAll(/^ *(\S+) --> (\S+): (.*)$/gm)
  return Object.fromEntries([...edges].map(([, from = '', to = '', label = '']) =>
    [`${from === '[*]' ? 'start' : from}-${to === '[*]' ? 'end' : to}`, label.replaceAll('<br/>', ' ')]))
}

const labels = (parts: readonly { id: string, label: string }[]): Record<string, string> =>
  Object.fromEntries(parts.map(({ id, label }) => [id, label]))

describe('the drawing of a Pod\'s life', () => {
  it('was made from the source there is, by the Mermaid that is installed', () => {
    const { sha256, mermaid } = originOf(source)
    expect(drawing).toContain(`data-source="sha256-${sha256}"`)
    expect(drawing).toContain(`data-mermaid="${mermaid}"`)
  })

  it('has the states and transitions of the model, with their labels', () => {
    expect(drawn('state')).toEqual(labels(podStates))
    expect(drawn('edge')).toEqual(labels(podTransitions))
  })

  it('has the transitions and labels of its source', () => {
    expect(drawn('edge')).toEqual(written())
  })

  it('fits a slide and brings no id and no colour of its own', () => {
    const [, width, height] = /viewBox="\S+ \S+ (\d+) (\d+)"/.exec(drawing) ?? []
    expect(Number(width)).toBeLessThanOrEqual(900)
    expect(Number(height)).toBeLessThanOrEqual(350)
    expect(drawing).not.toMatch(/ id=|<style|style=|fill=|stroke=|font|url\(|#/)
  })
})

describe('the steps of a Pod\'s life', () => {
  it('light every state and transition, and the first lights none', () => {
    const parts = [...podStates, ...podTransitions].map(({ id }) => id)
    expect(new Set(Object.values(podLifeLit).flat())).toEqual(new Set(parts))
    expect(podLifeLit[podLifeSteps[0].id]).toEqual([])
  })
})

describe('what kubectl prints in a Pod\'s life', () => {
  const all = readingsAt(podLifeSteps.length - 1)
  const of = (id: string) => all.find(({ step }) => step === id)

  it('is read at every step after the first, and lit there', () => {
    expect(readingsAt(0)).toEqual([])
    expect(all.map(({ step }) => step)).toEqual(podLifeSteps.slice(1).map(({ id }) => id))
    for (const index of podLifeSteps.keys())
      expect(readingsAt(index).filter(({ lit }) => lit).map(({ step }) => step)).toEqual(podLifeSteps.slice(Math.max(index, 1), index + 1).map(({ id }) => id))
    expect(() => readingsAt(podLifeSteps.length)).toThrow(RangeError)
  })

  it('sees all four phases, and each only in a state that the drawing has', () => {
    const states: readonly string[] = podStates.map(({ id }) => id)
    expect(new Set(all.map(({ phase }) => phase))).toEqual(new Set(['Pending', 'Running', 'Succeeded', 'Failed']))
    expect(all.filter(({ phase }) => !states.includes(phase))).toEqual([])
  })

  it('is no phase where it says Terminating, CrashLoopBackOff or ContainerCreating', () => {
    expect(of('terminating')).toMatchObject({ status: 'Terminating', phase: 'Running' })
    expect(of('restarted')).toMatchObject({ status: 'CrashLoopBackOff', phase: 'Running' })
    expect(of('bound')).toMatchObject({ status: 'ContainerCreating', phase: 'Pending' })
    expect([of('succeeded'), of('failed')].map(reading => [reading?.status, reading?.phase])).toEqual([['Completed', 'Succeeded'], ['Error', 'Failed']])
  })

  it('waits as long as the narration says', () => {
    const waits = /from (\d+) to (\d+) seconds/.exec(podLifeSteps[4].narration)?.slice(1).map(Number)
    expect(waits).toEqual([10, 300])
  })
})
