import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isAtLeast, OLDEST, runtimePath, withTools } from '../../scripts/run/runtime.mjs'

describe('the oldest Node', () => {
  test.each([
    ['v20.19.0', OLDEST.commands, true],
    ['20.20.2', OLDEST.commands, true],
    ['v20.18.3', OLDEST.commands, false],
    ['v18.20.8', OLDEST.commands, false],
    ['v22.17.1', OLDEST.typescript, false],
    ['v22.18.0\n', OLDEST.typescript, true],
    ['v26.10.0', OLDEST.typescript, true],
    ['', OLDEST.commands, false],
    ['not a version', OLDEST.commands, false],
  ])('%j against %j: %s', (version, oldest, expected) => expect(isAtLeast(version, oldest)).toBe(expected))

  test('is the one package.json names', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } }
    expect(engines.node).toBe(`>=${OLDEST.commands.join('.')}.0`)
  })
})

describe('the Node that npm installs', () => {
  const { optionalDependencies, packages } = {
    ...JSON.parse(readFileSync('package.json', 'utf8')) as { optionalDependencies: Record<string, string> },
    ...JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, { os?: string | string[], cpu?: string | string[] }> },
  }

  test.each(Object.keys(optionalDependencies))('%s is looked for on the system it is made for', (name) => {
    const path = `node_modules/${name}`
    const { os, cpu } = packages[path] ?? {}
    expect(runtimePath([os].flat()[0] ?? '', [cpu].flat()[0] ?? '')).toBe(path)
  })

  test('is not looked for elsewhere', () => expect(runtimePath('freebsd', 'x64')).toBeUndefined())
})

describe('the environment of children', () => {
  const tools = join('/deck', 'node_modules', '.bin')

  test('has the tools first', () => expect(withTools('/deck', { PATH: '/bin' }).PATH).toBe(`${tools}${delimiter}/bin`))
  test('keeps the spelling that Windows uses', () => {
    const { Path, PATH } = withTools('/deck', { Path: 'C:\\bin' })
    expect([Path, PATH]).toEqual([`${tools}${delimiter}C:\\bin`, undefined])
  })
  test('keeps what Node compiles within the project, unless somebody says where', () => {
    expect(withTools('/deck', {}).NODE_COMPILE_CACHE).toBe(join('/deck', 'node_modules', '.cache', 'node-compile'))
    expect(withTools('/deck', { NODE_COMPILE_CACHE: '/elsewhere' }).NODE_COMPILE_CACHE).toBe('/elsewhere')
  })
  test('the tools are in PATH where there was none before', () => expect(withTools('/deck', {}).PATH).toBe(tools))
})
