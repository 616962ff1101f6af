import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runNode } from '../../scripts/support/command.ts'
import { cachedBuild } from '../../scripts/serve/build-cache.ts'
import { hashOfSources } from '../../setup/hash-of-sources.ts'
import { ROOT } from '../../scripts/support/project.ts'
import { Stop } from '../../scripts/support/task.ts'

let temporary = ''
let dir = ''
let folder = ''
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'kept-test-'))
  dir = join(temporary, 'project')
  folder = join(temporary, 'builds')
  write('slides.md', '# One')
  write('components/a/Box.vue', '<template />')
})
afterEach(() => rmSync(temporary, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(join(dir, file, '..'), { recursive: true })
  writeFileSync(join(dir, file), text)
}

describe('the hash of the sources', () => {
  // Slidev, Vite and the scripts that build read all of these.
  test.each([
    'slides.md', 'components/a/Box.vue', 'components/new/Box.vue', 'composables/x.ts', 'kubernetes/x.ts', 'slides/x/steps.ts', 'slides/x/slide.md', 'deck/x.ts', 'talk/x.ts', 'logic/x.ts', 'state/x.ts', 'static/x.ts', 'pages/x.ts', 'layouts/x.vue', 'styles/x.css', 'setup/x.ts', 'setup/slidev-patches/stubs/x.ts',
    'public/x.svg', 'diagrams/x.svg', 'scripts/pages/x.ts', 'index.html', 'settings.ts', 'vite.config.ts', 'package.json', 'package-lock.json', 'global-top.vue', '.env.local', 'tsconfig.json', 'snippets/x.sh',
    'components/tests/Box.vue', 'public/dist/x.svg',
  ])('changes with %s', (file) => {
    const before = hashOfSources(dir)
    write(file, 'changed')
    expect(hashOfSources(dir)).not.toBe(before)
  })

  test.each(['node_modules/vue/index.js', 'dist/index.html', '.git/HEAD', 'tests/scripts/x.test.ts', 'README.md', 'test-results/x.json', 'npm-debug.log', '.slidev/x'])('does not with %s', (file) => {
    const before = hashOfSources(dir)
    write(file, 'changed')
    expect(hashOfSources(dir)).toBe(before)
  })

  test('the hash changes when two files swap their contents, and not with a date', () => {
    const before = hashOfSources(dir)
    utimesSync(join(dir, 'slides.md'), new Date(0), new Date(0))
    expect(hashOfSources(dir)).toBe(before)
    const [one, other] = [readFileSync(join(dir, 'slides.md'), 'utf8'), readFileSync(join(dir, 'components/a/Box.vue'), 'utf8')]
    write('slides.md', other)
    write('components/a/Box.vue', one)
    expect(hashOfSources(dir)).not.toBe(before)
  })

  test('is a short name', () => expect(hashOfSources(ROOT)).toMatch(/^[\da-f]{16}$/))
})

describe('a cached build', () => {
  let built: string[] = []
  let said: string[] = []
  beforeEach(() => {
    built = []
    said = []
  })

  /** As the deck's own does: all of it or nothing. */
  const build = async (out: string): Promise<void> => {
    built.push(out)
    mkdirSync(out)
    writeFileSync(join(out, 'index.html'), readFileSync(join(dir, 'slides.md')))
  }
  const keep = (options: { base?: string, build?: typeof build } = {}): Promise<string> =>
    cachedBuild({ base: '/', build, say: line => said.push(line), dir, folder, ...options })
  const shown = (place: string): string => readFileSync(join(place, 'index.html'), 'utf8')

  test('is built once, says so, and is shown until a file changes', async () => {
    const first = await keep()
    expect(said).toEqual([expect.stringMatching(/^Building the deck/), expect.stringMatching(/^Built in \d+ seconds/)])
    said = []
    expect(await keep()).toBe(first)
    expect([built.length, said]).toEqual([1, []])
    write('slides.md', '# Two')
    const second = await keep()
    expect(said[0]).toMatch(/^Something has changed/)
    expect([shown(first), shown(second)]).toEqual(['# One', '# Two'])
    write('slides.md', '# One')
    expect(await keep()).toBe(first)
    expect(built).toHaveLength(2)
  })

  test('another base has a build of its own', async () => {
    const places = [await keep(), await keep({ base: '/deck/' }), await keep({ base: '/deck/2/' }), await keep({ base: '/deck-2/' })]
    expect(new Set(places).size).toBe(4)
  })

  test('that fails leaves the last one that did not, and says in a sentence what to do', async () => {
    const first = await keep()
    write('slides.md', '# Broken')
    const broken = await keep({
      build: async (out) => {
        mkdirSync(out)
        writeFileSync(join(out, 'index.html'), 'half')
        throw new Stop('slides.md:1 is broken.')
      },
    })
    expect(broken).toBe(first)
    expect(said.at(-1)).toMatch(/^slides\.md:1 is broken\.\nThe deck is shown as it was before the last change: mend .*\.$/)
    expect(shown(broken)).toBe('# One')
    // And is tried again the next time.
    write('slides.md', '# Mended')
    expect(shown(await keep())).toBe('# Mended')
  })

  test('that fails, with none for the same base to fall back to, ends the command', async () => {
    await keep()
    const failing = keep({ base: '/deck/', build: () => Promise.reject(new Stop('slides.md:1 is broken.')) })
    await expect(failing).rejects.toThrow(/^slides\.md:1 is broken\.\nMend /)
  })

  test('a build whose sources change meanwhile is not cached under the old key', async () => {
    let times = 0
    const place = await keep({
      build: async (out) => {
        // The deck's own build takes the place of what is there.
        rmSync(out, { recursive: true, force: true })
        await build(out)
        if (times++ === 0)
          write('slides.md', '# Two')
      },
    })
    expect([times, shown(place)]).toEqual([2, '# Two'])
  })

  test('is waited for where two commands ask for it at once', async () => {
    const program = `
      import { mkdirSync, writeFileSync } from 'node:fs'
      import { setTimeout } from 'node:timers/promises'
      const { cachedBuild } = await import(${JSON.stringify(join(ROOT, 'scripts/serve/build-cache.ts'))})
      const [dir, folder] = process.argv.slice(1)
      const build = async (out) => {
        await setTimeout(500)
        mkdirSync(out)
        writeFileSync(out + '/index.html', 'by ' + process.pid)
        console.log('built')
      }
      console.log(await cachedBuild({ base: '/', build, say: () => {}, dir, folder }))`
    const both = await Promise.all([1, 2].map(() => runNode(['--input-type=module', '-e', program, dir, folder])))
    const lines = both.map(({ output }) => output.trim().split('\n'))
    expect(lines.flat().filter(line => line === 'built')).toHaveLength(1)
    expect(new Set(lines.map(each => each.at(-1)))).toEqual(new Set([join(folder, readdirSync(folder).find(name => name.startsWith('+')) ?? '')]))
  })

  test('a build that ended half way is never shown', async () => {
    const names: string[][] = []
    await keep({
      build: async (out) => {
        mkdirSync(out)
        names.push(readdirSync(folder).filter(name => !name.startsWith('.')))
        writeFileSync(join(out, 'index.html'), 'whole')
      },
    })
    expect(names).toEqual([[]])
  })

  test('old builds are deleted, but for those that another process shows', async () => {
    const places: string[] = []
    for (let version = 1; version <= 6; version++) {
      write('slides.md', `# ${version}`)
      const place = await keep()
      // Some file systems know seconds only.
      utimesSync(place, version, version)
      places.push(basename(place))
      // This very process, and one that is gone.
      if (version === 1)
        writeFileSync(join(folder, `used-by-${process.ppid}`), basename(place))
      if (version === 2)
        writeFileSync(join(folder, `used-by-${(await gone()).pid}`), basename(place))
    }
    const left = readdirSync(folder).filter(name => name.startsWith('+'))
    expect(left).toContain(places[0])
    expect(left).not.toContain(places[1])
    expect(left).toContain(places[5])
    expect(left.length).toBeLessThanOrEqual(4)
  })

  test('files of ended processes are deleted with old builds', async () => {
    mkdirSync(folder)
    const left = join(folder, `.next-${(await gone()).pid}`)
    const going = join(folder, `.next-${process.ppid}`)
    for (const place of [left, going])
      mkdirSync(place)
    await keep()
    expect([existsSync(left), existsSync(going)]).toEqual([false, true])
  })
})

/** A process that has ended. */
async function gone(): Promise<{ pid: number }> {
  const { output } = await runNode(['-p', 'process.pid'])
  return { pid: Number(output) }
}
