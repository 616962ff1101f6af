import { expect, test } from 'vitest'
import { folderProblem } from '../../scripts/run/folder.mjs'

// Each was tried: `npm run build` in a clone in a folder of this name.
test.each(['a b', 'ü', 'p%20q', '(x)', 'a & co', 'a+b', 'a,b;c', '~x', 'a!b', 'a`b', '@a^', 'a:b'])('the deck can be built in a folder called %s', (name) => {
  expect(folderProblem(`/home/me/${name}/deck`, '/')).toBeUndefined()
})

test.each(['it\'s', 'c#d', 'q?r', '[b]', 'a]b', 'a{b}c', 'a*b', 'a$&b', 'a"b', 'a\\b', 'a|b'])('a folder called %s is named before anything is installed or built, with what to do', (name) => {
  const problem = folderProblem(`/home/me/${name}/deck`, '/')
  expect(problem).toContain(`/home/me/${name}/deck`)
  expect(problem).toContain('move it to a folder without')
})

test('what stands between folders on Windows is no problem there', () => {
  expect(folderProblem('D:\\deck', '\\')).toBeUndefined()
  expect(folderProblem('D:\\c#\\deck', '\\')).toContain('over # in')
})
