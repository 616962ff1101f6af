import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Type imports that close a circle on purpose, as `importer → imported`, each with its reason. */
const allowed: ReadonlyMap<string, string> = new Map([
  ['slides/check-yourself/step-reference.ts → slides/index.ts', 'A question names the step that answers it: the type of such a name is made of all slides, and the slide with the questions is one of them.'],
])

/** The files of the project that a file imports, by static imports and exports, those of types included. */
function importsOf(file: string, code: string): string[] {
  return [...code.matchAll(/^(?:import|export)\s(?:[^'";]*?\sfrom\s+)?'(\.[^'?]+)/gm)].map(([, path = '']) => normalize(join(dirname(file), path)))
}

/** Every circle of imports, once: the files that reach themselves, from the first that does. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>()
  const path: string[] = []
  const circles: string[][] = []
  const follow = (file: string): void => {
    const start = path.indexOf(file)
    if (start >= 0)
      circles.push([...path.slice(start), file])
    if (start >= 0 || done.has(file))
      return
    path.push(file)
    graph.get(file)?.forEach(follow)
    path.pop()
    done.add(file)
  }
  for (const file of graph.keys())
    follow(file)
  return circles
}

const files = globSync('**/*.{ts,vue,mjs}', { exclude: name => ['node_modules', 'dist', 'public', '.slidev'].includes(name) }).map(normalize)
const graph = new Map(files.map(file => [file, importsOf(file, readFileSync(file, 'utf8'))]))

describe('imports between files', () => {
  it('are all found, in TypeScript and in components', () => {
    expect(files.length).toBeGreaterThan(700)
    expect(graph.get(normalize('slides/index.ts'))).toContain(normalize('slides/hub/steps.ts'))
    expect(graph.get(normalize('slides/hub/Picture.vue'))).toContain(normalize('components/frame/StepFrame.vue'))
    const imports = [...graph.values()].flat()
    expect(imports.length).toBeGreaterThan(3000)
    expect(importsOf('a/b.ts', 'import type {\n  One,\n} from \'../c.ts\'\nexport * from \'./d.ts\'\nimport \'./e.vue\'\n')).toEqual(['c.ts', 'a/d.ts', 'a/e.vue'].map(normalize))
  })

  it('reports a circle of two files and a longer one', () => {
    expect(circlesIn(new Map([['a', ['b']], ['b', ['a']]]))).toEqual([['a', 'b', 'a']])
    expect(circlesIn(new Map([['a', ['b']], ['b', ['c', 'd']], ['c', []], ['d', ['b']]]))).toEqual([['b', 'd', 'b']])
  })

  it('run in no circle', () => {
    const open = new Map([...graph].map(([file, imported]) => [file, imported.filter(each => !allowed.has(`${file} → ${each}`.replaceAll('\\', '/')))]))
    expect(circlesIn(open).map(circle => circle.join(' → '))).toEqual([])
  })

  it.each([...allowed.keys()])('%s closes a circle, of types alone', (edge) => {
    const [file = '', imported = ''] = edge.split(' → ')
    expect(readFileSync(file, 'utf8')).not.toMatch(new RegExp(`^import (?!type )[^;]*${imported.split('/').at(-1)}'`, 'm'))
    expect(circlesIn(graph).some(circle => circle.includes(normalize(file)) && circle.includes(normalize(imported)))).toBe(true)
  })
})
