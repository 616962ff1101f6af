import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { commonHeaders, framed, FREE, hashed, headersFile } from '../../static/hosting/headers.ts'
import { policyFor } from '../../static/hosting/policy.ts'
import { writeWorker } from '../../static/hosting/write-service-worker.ts'
import { ROOT } from '../../scripts/support/project.ts'

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
    expect(headers.map(({ source, headers }) => [source, headers.map(({ key, value }) => [key, value])])).toEqual([['/(.*)', commonHeaders], [`/((?!${FREE}).*)`, framed], ['/assets/(.*)', hashed]])
    for (const [name, value] of [...commonHeaders, ...framed, ...hashed])
      expect(read('README.md')).toContain(`add_header ${name} "${value}"`)
  })

  test('lets only files with a content hash in their name be cached', () => {
    const blocks = headersFile('/deck/').split(/\n(?=\/)/)
    const [all, assets] = [blocks[0], blocks.at(-1)]
    expect(all).toMatch(/^\/deck\/\*\n/)
    expect(all).not.toContain('Cache-Control')
    expect(assets).toBe('/deck/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n')
  })

  test('lets any page frame the pictures by themselves, and none another page', () => {
    const patterns = headersFile('/deck/').split(/\n(?=\/)/).filter(block => block.includes('frame-ancestors')).map(block => block.split('\n')[0] ?? '')
    const isCached = (path: string): boolean => patterns.some(pattern => new RegExp(`^${pattern.replace(':page', '[^/]+').replace('*', '.*')}$`).test(path))
    expect(['', 'hub', 'index.html', 'read', 'presenter/hub', 'presenter/14', 'entry'].filter(page => !isCached(`/deck/${page}`))).toEqual([])
    expect([`${FREE}hub`, `${FREE}hub/dial-in`, `${FREE}request.html`].filter(page => isCached(`/deck/${page}`))).toEqual([])
  })
})

/** A workflow, as far as it is looked at. */
interface Workflow {
  readonly name: string
  readonly on: { readonly workflow_run: { readonly workflows: readonly string[], readonly branches: readonly string[] } }
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: { readonly deploy: { readonly if: string, readonly environment: { readonly name: string }, readonly steps: readonly { readonly uses?: string, readonly run?: string, readonly with?: Readonly<Record<string, string>> }[] } }
}

describe('deploying to GitHub Pages', () => {
  const { on, permissions, jobs: { deploy } } = parse(read('.github/workflows/pages.yml')) as Workflow
  const nameOf = ({ uses, run }: Workflow['jobs']['deploy']['steps'][number]): string => uses?.split('@')[0] ?? run ?? ''

  test('begins where the tests of a push to the main branch have passed', () => {
    expect(on.workflow_run).toMatchObject({ workflows: [(parse(read('.github/workflows/test.yml')) as Workflow).name], branches: ['main'] })
    expect(deploy.if).toBe('github.event.workflow_run.conclusion == \'success\' && github.event.workflow_run.event == \'push\'')
    expect(deploy.steps[0]?.with).toEqual({ ref: '${{ github.event.workflow_run.head_sha }}' })
  })

  test('builds for the path it is given, then the PDFs, and deploys both', () => {
    expect(deploy.steps.map(nameOf)).toEqual([
      'actions/checkout',
      'actions/setup-node',
      'actions/configure-pages',
      'npm run build -- --base "${{ steps.pages.outputs.base_path }}/"',
      'npm run export',
      'actions/upload-pages-artifact',
      'actions/deploy-pages',
    ])
    expect(deploy.steps.find(({ uses }) => uses?.includes('upload-pages'))?.with).toEqual({ path: 'dist' })
  })

  // https://github.com/actions/deploy-pages#security-considerations
  test('may do what it needs, and no more', () => {
    expect(permissions).toEqual({ 'contents': 'read', 'pages': 'write', 'id-token': 'write' })
    expect(deploy.environment.name).toBe('github-pages')
  })
})

describe('other hosts', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }
  const vercel = JSON.parse(read('vercel.json')) as { installCommand: string, buildCommand: string, outputDirectory: string, cleanUrls: boolean }
  const netlify = Object.fromEntries([...read('netlify.toml').matchAll(/^(\w+) = "([^"]*)"$/gm)].map(([, key, value]) => [key, value]))

  test.each([['Vercel', vercel.buildCommand, vercel.outputDirectory], ['Netlify', netlify['command'], netlify['publish']]])('%s builds the deck, and the PDFs where it can', (_, command, folder) => {
    expect(command).toBe('npm run build && (npm run export || echo This deck has no PDFs)')
    expect([...command?.matchAll(/npm run (\w+)/g) ?? []].filter(([, name = '']) => !(name in scripts))).toEqual([])
    expect(folder).toBe('dist')
  })

  test('find the page of a slide by its name alone', () => expect(vercel).toMatchObject({ cleanUrls: true, installCommand: 'npm ci' }))
})

test('writing the service worker leaves the environment as it was: what is started afterwards is not taken for production', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'worker-'))
  vi.stubEnv('NODE_ENV', undefined)
  await writeWorker(folder, [])
  expect(readFileSync(join(folder, 'sw.js'), 'utf8')).toContain('SKIP_WAITING')
  expect(process.env['NODE_ENV']).toBeUndefined()
  vi.unstubAllEnvs()
})
