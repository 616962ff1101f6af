import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newSlide } from '../../scripts/support/new-slide.ts'
import { ROOT } from '../../scripts/support/project.ts'

/** A copy of what the command reads and writes. */
function project(): string {
  const root = mkdtempSync(join(tmpdir(), 'new-slide-'))
  mkdirSync(join(root, 'slides'))
  for (const path of ['slides.md', 'slides/index.ts', 'slides/_template'])
    cpSync(join(ROOT, path), join(root, path), { recursive: true })
  return root
}

const text = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')

describe('a new slide', () => {
  it('is a folder, and one line after another slide, in its section, in slides/index.ts and in slides.md', () => {
    const root = project()
    newSlide(root, 'my-slide', 'etcd')
    expect(readdirSync(join(root, 'slides/my-slide')).toSorted()).toEqual(readdirSync(join(ROOT, 'slides/_template')).toSorted())
    expect(text(root, 'slides/index.ts')).toMatch(/\{ name: 'etcd', .*\n {2}\{ name: 'my-slide', section: 'Control plane', steps: mySlideSteps, seconds: 13 \},\n/)
    expect(text(root, 'slides/index.ts')).toContain('\nimport { mySlideSteps } from \'./my-slide/steps.ts\'\n\n/**')
    expect(text(root, 'slides.md')).toContain('src: ./slides/parts/etcd/slide.md\n---\n\n---\nsrc: ./slides/my-slide/slide.md\n---\n')
  })

  it('names itself everywhere, and the template nowhere', () => {
    const root = project()
    newSlide(root, 'my-slide', 'hub')
    const files = readdirSync(join(root, 'slides/my-slide')).map(file => text(root, `slides/my-slide/${file}`))
    expect(files.join()).not.toMatch(/(?<![</])template/i)
    expect(text(root, 'slides/my-slide/slide.md')).toContain('routeAlias: my-slide')
    expect(text(root, 'slides/my-slide/slide.md')).toContain('<MySlidePicture />')
    expect(text(root, 'slides/my-slide/Picture.vue')).toContain('import { mySlideSteps } from \'./steps.ts\'')
  })

  it('has a section of its own where the slide before it has none', () => {
    const root = project()
    newSlide(root, 'my-slide', 'thanks')
    expect(text(root, 'slides/index.ts')).toContain('{ name: \'my-slide\', section: \'Kubernetes architecture\', ')
  })

  it.each([
    ['My Slide', 'hub', /cannot be an address/],
    ['hub', 'cover', /already/],
    ['my-slide', 'nowhere', /no slide "nowhere"/],
    ['my-slide', '', /no slide ""/],
  ])('is refused as %j after %j, and nothing is changed', (name, after, message) => {
    const root = project()
    const before = text(root, 'slides.md') + text(root, 'slides/index.ts')
    expect(() => newSlide(root, name, after)).toThrow(message)
    expect(text(root, 'slides.md') + text(root, 'slides/index.ts')).toBe(before)
  })
})
