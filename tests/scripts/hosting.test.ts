import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { everywhere, hashed, headersFile } from '../../scripts/hosting/headers.ts'
import { policyFor } from '../../scripts/hosting/policy.ts'
import { ROOT } from '../../scripts/project.ts'

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

describe('the policy of a page', () => {
  const policy = policyFor('<script>one()</script><script src="/a.js"></script><script data-entry="x">two()</script><style>a{}</style>')
  const hash = (code: string): string => `'sha256-${createHash('sha256').update(code).digest('base64')}'`
  const sources = new Map(policy.split('; ').map(part => [part.split(' ')[0] ?? '', part.split(' ').slice(1)]))

  test('lets run what stands in it, word for word, and what its own host has', () => {
    expect(sources.get('script-src')).toEqual(['\'self\'', hash('one()'), hash('two()')])
  })

  test('names no other host, no code of text, and no inline script as such', () => {
    expect(sources.get('default-src')).toEqual(['\'none\''])
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/)
    expect([...sources].filter(([, all]) => all.includes('\'unsafe-inline\'')).map(([name]) => name)).toEqual(['style-src'])
  })
})

describe('what responses say of themselves', () => {
  test('is the same at every host', () => {
    const { headers } = JSON.parse(read('vercel.json')) as { headers: { source: string, headers: { key: string, value: string }[] }[] }
    expect(headers.map(({ source, headers }) => [source, headers.map(({ key, value }) => [key, value])])).toEqual([['/(.*)', everywhere], ['/assets/(.*)', hashed]])
    for (const [name, value] of [...everywhere, ...hashed])
      expect(read('README.md')).toContain(`add_header ${name} "${value}"`)
  })

  test('lets only files be kept whose names say what is in them', () => {
    const [all, assets] = headersFile('/deck/').split(/\n(?=\/)/)
    expect(all).toMatch(/^\/deck\/\*\n/)
    expect(all).not.toContain('Cache-Control')
    expect(assets).toBe('/deck/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n')
  })
})

describe('the way to GitHub Pages', () => {
  const { on, jobs } = parse(read('.github/workflows/pages.yml')) as { on: { workflow_run: { workflows: string[] } }, jobs: { deploy: { steps: { run?: string }[] } } }

  test('begins where the tests have passed, and builds for the path it is given', () => {
    expect(on.workflow_run.workflows).toEqual([(parse(read('.github/workflows/test.yml')) as { name: string }).name])
    expect(jobs.deploy.steps.map(({ run }) => run).filter(Boolean)).toEqual(['npm run build -- --base "${{ steps.pages.outputs.base_path }}/"'])
  })
})
