import { describe, expect, it } from 'vitest'
import { foldYaml } from '../../../slides/request/fold-yaml.ts'
import { requestSteps } from '../../../slides/request/steps.ts'
import { requestView } from '../../../slides/request/view.ts'

const lines = (...texts: string[]) => texts.map(text => ({ text: text.replace('*', ''), changed: text.endsWith('*') }))
const shown = (...texts: string[]) => foldYaml(lines(...texts)).map(({ text }) => text)

describe('an object that is longer than its box', () => {
  const object = ['kind: Pod', 'metadata:', '  name: web', 'spec:', '  nodeName: worker-1', 'status:', '  phase: Pending', '  conditions:', '  - type: PodScheduled', '    status: "True"', '  - type: Ready', '    status: "False"']

  it('loses its deepest lines first, from below, and says where', () => {
    expect(shown(...object)).toEqual(['kind: Pod', 'metadata:', '  name: web', 'spec:', '  nodeName: worker-1', 'status:', '  phase: Pending', '  conditions:', '  - type: PodScheduled', '  - type: Ready'])
    expect(shown(...object, '  hostIP: 10.0.0.1')).toContain('  conditions: …')
  })

  it('keeps what has changed, and what that is part of', () => {
    const expected = shown(...object.map(line => line.includes('False') ? `${line}*` : line), '  hostIP: 10.0.0.1', '  podIP: 10.0.0.2')
    expect(expected).toHaveLength(10)
    expect(expected).toEqual(expect.arrayContaining(['status: …', '  conditions: …', '  - type: Ready', '    status: "False"']))
  })

  it('an object that fits its box is not folded', () => {
    expect(shown(...object.slice(0, 10))).toEqual(object.slice(0, 10))
  })

  it('names a key without its domain where that does not fit', () => {
    expect(shown('  - key: node.kubernetes.io/unreachable')).toEqual(['  - key: …/unreachable'])
  })
})

it('every object of the request fits its box, and what a step changed is on it', () => {
  for (const index of requestSteps.keys()) {
    const { yaml, step } = requestView(index)
    const folded = foldYaml(yaml?.lines ?? [])
    expect(folded.length, step).toBeLessThanOrEqual(10)
    expect(folded.filter(({ text }) => text.length > 34), step).toEqual([])
    if (yaml?.lines.some(({ changed }) => !changed))
      expect(folded.filter(({ changed }) => changed).length, step).toBe(yaml.lines.filter(({ changed }) => changed).length)
  }
})
