// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { createFixedClicks } from '@slidev/client/composables/useClicks.ts'
import { useFixedNav } from '@slidev/client/composables/useNav.ts'
import { CLICKS_MAX, injectionSlidevContext } from '@slidev/client/constants.ts'
import SlideWrapper from '@slidev/client/internals/SlideWrapper.vue'
import { createVClickDirectives } from '@slidev/client/modules/v-click.ts'
import { detectFeatures } from '@slidev/parser'
import { mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, provide, reactive } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { slides } from '#slidev/slides'
import { parts } from '../../slides/parts/index.ts'
import { sectionSlides as talkSections } from '../../slides/section-slides.ts'
import { isDeeperSlide, labelOf, sectionOf } from '../../slides/sections.ts'
import { talk } from '../../deck/slides.ts'
import { fetchNotes } from '../../state/notes.ts'
import { sections } from '../fixtures/article.ts'

beforeAll(async () => {
  // As in a built deck, which puts the narration to the notes in the browser.
  vi.stubEnv('DEV', false)
  await fetchNotes()
  vi.unstubAllEnvs()
})

const names = slides.value.map(({ meta }) => String(meta.slide?.frontmatter['routeAlias'] ?? ''))

/** Text as it reads, whatever typographer or escape stood between. */
function plain(text: string): string {
  return text.replace(/&quot;|[“”]/g, '"').replace(/[’‘]|&#39;/g, '\'').replace(/&amp;/g, '&').replace(/\s+/g, ' ')
}

async function mountSlide(no: number, click: number) {
  const route = slides.value[no - 1]
  if (!route)
    throw new Error(`No slide ${no}`)
  await (route as unknown as { load: () => Promise<unknown> }).load()
  const clicks = createFixedClicks(route, click)
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any(.*)*', component: { render: () => null } }] })
  const stage = defineComponent({
    setup() {
      provide(injectionSlidevContext, reactive({ nav: useFixedNav(route, clicks), configs: {}, themeConfigs: {} }) as never)
      return () => h(SlideWrapper, { route, clicksContext: clicks, renderContext: 'slide' })
    },
  })
  const wrapper = mount(stage, { global: { plugins: [router, createVClickDirectives()] } })
  await new Promise(resolve => setTimeout(resolve))
  return { wrapper, clicks }
}

it('has slides', () => {
  expect(slides.value.length).toBeGreaterThanOrEqual(16)
})

it('gives every slide a permanent name of its own', () => {
  expect(names.every(name => /^[a-z]+(-[a-z]+)*$/.test(name))).toBe(true)
  expect(new Set(names).size).toBe(names.length)
})

it('has a slide for every picture of the talk', () => {
  expect([...talk.keys()].filter(name => !names.includes(name))).toEqual([])
})

it('calls each section what the model calls it, and has its slides in that order', () => {
  expect(slides.value.map(({ meta }) => String(meta.slide?.frontmatter['section'] ?? ''))).toEqual(names.map(labelOf))
  const listed = talkSections.flatMap(({ slides: inSection }) => [...inSection])
  expect(names.filter(name => labelOf(name) !== '')).toEqual(listed)
})

it('tells the article\'s sections in their order', () => {
  const listed = slides.value.map(({ meta }) => String(meta.slide?.frontmatter['section'] ?? '')).filter((section, index, all) => section !== all[index - 1])
  const core = ['kubernetes architecture', 'control plane', 'worker node', 'run', 'pods and containers', 'conclusion', 'references']
  expect(sections.map((section, index) => section.toLowerCase().includes(core[index] ?? '?'))).toEqual(sections.map(() => true))
  const indices = core.map(word => listed.findIndex(section => section.toLowerCase().includes(word)))
  expect(indices.every(index => index >= 0)).toBe(true)
  expect(indices).toEqual(indices.toSorted((a, b) => a - b))
})

it('switches on no feature of Slidev by accident', () => {
  const features = detectFeatures(readFileSync('slides.md', 'utf8'))
  expect(features).toMatchObject({ katex: false, monaco: false, mermaid: false })
})

describe.each(names.map((name, index) => [name, index + 1] as const))('slide %s', (name, no) => {
  const steps = talk.get(name)

  it('mounts at its last state with as many clicks as its data says', async () => {
    const { wrapper, clicks } = await mountSlide(no, CLICKS_MAX)
    expect(wrapper.find('.slidev-layout').exists()).toBe(true)
    expect(wrapper.find('.failure').exists()).toBe(false)
    expect(wrapper.find('h1').text().length).toBeGreaterThan(2)
    expect(clicks.total).toBe((steps?.length ?? 1) - 1)
    // What the picture itself claims, not only what Slidev is told beforehand.
    expect(Math.max(0, ...[...clicks.maxMap.values()].map(Number))).toBe((steps?.length ?? 1) - 1)
    if (steps)
      expect(wrapper.find('[data-step]').attributes('data-step')).toBe(steps.at(-1)?.id)
    wrapper.unmount()
  })

  it('shows the presenter its narration, with a mark for each click and no more', () => {
    const notes = (slides.value[no - 1]?.meta.slide?.noteHTML ?? '').replace(/<[^>]*slidev-note-click-mark[^>]*>/g, '[click]')
    const text = notes.replace(/<[^>]*>/g, '').trim()
    expect(text).toMatch(/[.?!]$/)
    expect(text.split('[click]').length - 1).toBe((steps?.length ?? 1) - 1)
    for (const step of steps ?? [])
      expect(plain(text)).toContain(plain(step.narration))
  })

  it('has its place in the cluster lit, if it is about a part or about Pods or beside the talk', async () => {
    const { wrapper } = await mountSlide(no, CLICKS_MAX)
    const lit = wrapper.findAll('.part-marks .here').map(mark => mark.attributes('data-mark'))
    if (isDeeperSlide(name)) {
      // Beside the talk it is who acts at the step, one of them.
      expect([...parts.map(({ id }) => id), 'pod']).toContain(lit[0])
      expect(lit).toHaveLength(1)
    }
    else {
      expect(lit).toEqual(parts.some(({ id }) => id === name) ? [name] : sectionOf(name)?.about === 'pod' ? ['pod'] : [])
    }
    wrapper.unmount()
  })

  it('requests nothing from another host', async () => {
    const { wrapper } = await mountSlide(no, CLICKS_MAX)
    const loads = wrapper.findAll('img, script, link, iframe, video, audio, source').map(each => each.attributes('src') ?? each.attributes('href') ?? '')
    expect(loads.filter(address => /^(https?:)?\/\//.test(address))).toEqual([])
    wrapper.unmount()
  })
})
