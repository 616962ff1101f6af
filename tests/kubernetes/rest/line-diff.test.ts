import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedLines, lineDiff } from '../../../kubernetes/rest/line-diff.ts'

// Few kinds of lines, so that many are alike, and such as look like a difference themselves.
const texts = fc.array(fc.oneof({ weight: 20, arbitrary: fc.constant('a') }, { weight: 1, arbitrary: fc.constantFrom('', '-a', '+b', '=', '@@ -1 +1 @@', 'a\r\u2028') }), { minLength: 1, maxLength: 60 })

test('what differs between two texts makes one of the other', () => {
  fc.assert(fc.property(texts, texts, (before, after) => {
    expect(changedLines(before, lineDiff(before, after))).toEqual(after)
  }))
})

test('a change finds its lines where others have come before them, and is left out where they are gone', () => {
  const diff = lineDiff(['spec:', '  replicas: 2', 'status:'], ['spec:', '  replicas: 3', 'status:'])
  expect(changedLines(['kind: Deployment', 'spec:', '  replicas: 2', 'status:'], diff)).toEqual(['kind: Deployment', 'spec:', '  replicas: 3', 'status:'])
  expect(changedLines(['spec:', '  replicas: 9', 'status:'], diff)).toEqual(['spec:', '  replicas: 9', 'status:'])
})
