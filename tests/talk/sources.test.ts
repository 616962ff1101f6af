import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sources } from '../../talk/add-more-sources.ts'

const text = globSync(['kubernetes/**/*.ts', 'slides/**/*.ts', 'deck/**/*.ts', 'tests/recordings/kubectl.json']).map(file => readFileSync(file, 'utf8')).join('\n')

/** How a comment names a file of Kubernetes: by the end of its path. */
const pathOf = (id: string): string => id.replace(/^\w+:/, '').replace('staging/src/k8s.io/', '')

describe('the sources', () => {
  it('are each named by a statement of the model or of the recordings, or by a comment on what it does', () => {
    expect(sources.size).toBeGreaterThan(80)
    expect([...sources.keys()].filter(id => !text.includes(`'${id}'`) && !text.includes(pathOf(id)))).toEqual([])
  })

  it('stand in the order of the alphabet, once each', () => {
    const lists = ['talk/sources.ts', 'talk/more-sources.ts'].flatMap(file => readFileSync(file, 'utf8').split(/^const /m).slice(1, 4)).map(list => [...list.matchAll(/^ {2}'([^']+)':/gm)].map(([, path]) => path))
    expect(lists.map(list => list.length > 0)).toEqual(Array.from({ length: 6 }, () => true))
    const all = lists.flat()
    expect(new Set(all).size).toBe(all.length)
    for (const list of lists)
      expect(list).toEqual(list.toSorted())
  })

  it('have an address that leads to a page: what the glossary of Kubernetes says of a word stands on one page with the rest', () => {
    expect(sources.get('docs:concepts/architecture')?.url).toBe('https://kubernetes.io/docs/concepts/architecture/')
    expect(sources.get('docs:reference/glossary/etcd')).toMatchObject({ url: 'https://kubernetes.io/docs/reference/glossary/?all=true#term-etcd', short: 'kubernetes.io/docs/reference/glossary/?all=true#term-etcd' })
    expect([...sources.values()].filter(({ url }) => !URL.canParse(url))).toEqual([])
  })
})
