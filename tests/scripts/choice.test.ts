import { describe, expect, test } from 'vitest'
import { choose } from '../../scripts/test/choice.ts'

const CHECKERS = ['types', 'lint']
const model = { name: 'model', files: ['/deck/tests/kubernetes/pods.test.ts', '/deck/tests/slides/hub.test.ts'] }
const browser = { name: 'browser', files: ['/deck/tests/browser/hub.test.ts', '/deck/tests/browser/walk.test.ts'] }
const choice = (...words: readonly string[]) => choose(words, CHECKERS, [model, browser])

describe('what npm test runs', () => {
  test('is everything without words', () => {
    expect(choice()).toEqual({ checkers: CHECKERS, projects: [model, browser], isPart: false })
  })

  test('is what is named', () => {
    expect(choice('types', 'browser')).toEqual({ checkers: ['types'], projects: [browser], isPart: false })
  })

  test('is the files of all projects that a piece of a path is in', () => {
    expect(choice('hub')).toEqual({
      checkers: [],
      projects: [{ name: 'model', files: ['/deck/tests/slides/hub.test.ts'] }, { name: 'browser', files: ['/deck/tests/browser/hub.test.ts'] }],
      isPart: true,
    })
  })

  test('is files of the projects that are named beside it', () => {
    expect(choice('browser', 'hub', 'walk')).toEqual({ checkers: [], projects: [browser], isPart: true })
  })

  test.each([[['hug']], [['model', 'walk']]])('is nothing for a word that is in no file: %j', (words) => {
    expect(() => choice(...words)).toThrow(`There is no test file "${words.at(-1)}"`)
  })
})
