import { afterEach, describe, expect, it } from 'vitest'
import PartPicture from '../../slides/parts/Picture.vue'
import { parts } from '../../slides/parts/index.ts'
import { atWork } from '../../slides/parts/steps.ts'
import { apiServerSteps } from '../../slides/parts/api-server/steps.ts'
import { apiServerView } from '../../slides/parts/api-server/view.ts'
import { controllerSteps } from '../../slides/parts/controller-manager/steps.ts'
import { controllerView } from '../../slides/parts/controller-manager/view.ts'
import { etcdSteps } from '../../slides/parts/etcd/steps.ts'
import { etcdView } from '../../slides/parts/etcd/view.ts'
import { schedulerSteps } from '../../slides/parts/scheduler/steps.ts'
import { schedulerView } from '../../slides/parts/scheduler/view.ts'
import { host, type Hosted } from './host.ts'

let hosted: Hosted
afterEach(() => hosted.unmount())

describe('the parts at work', () => {
  it.each(parts.map(({ id }) => id))('%s: what is drawn stays where it is, and is described anew where it changes', async (part) => {
    const steps = atWork[part]
    hosted = await host(PartPicture, { part })
    const seen = new Map<string, string>()
    let before = { drawing: '', description: '' }
    for (const [click, { id }] of steps.entries()) {
      await hosted.click(click)
      const canvas = hosted.element.querySelector('.at-work svg')?.cloneNode(true) as SVGElement
      const desc = canvas.querySelector('desc')
      desc?.remove()
      const now = { drawing: canvas.innerHTML, description: desc?.textContent ?? '' }
      expect(now.description !== before.description, id).toBe(now.drawing !== before.drawing)
      before = now
      for (const box of canvas.querySelectorAll<HTMLElement>('[data-box]')) {
        const name = box.dataset['box'] ?? ''
        const rectangle = ['x', 'y', 'width', 'height'].map(side => box.querySelector(':scope > rect')?.getAttribute(side)).join(' ')
        expect(rectangle, `${name} at ${id}`).toBe(seen.get(name) ?? rectangle)
        seen.set(name, rectangle)
      }
    }
    expect(seen.size).toBeGreaterThan(0)
  })
})

describe('schedulerAtWork', () => {
  it('draws the reasons, points and bindings that the model found, and none before', async () => {
    hosted = await host(PartPicture, { part: 'scheduler' })
    for (const click of schedulerSteps.keys()) {
      await hosted.click(click)
      const text = (box: string): string => hosted.element.querySelector(`[data-box="${box}"]`)?.textContent ?? ''
      const { nodes, pods } = schedulerView(click)
      for (const { name, reasons, points } of nodes) {
        expect(text(name).includes('Insufficient')).toBe(reasons.length > 0)
        for (const [pod, each] of points.entries())
          expect(Number.parseInt(text(`${name}-${pod + 1}`), 10)).toBe(each?.points ?? Number.NaN)
      }
      expect(text('binding').match(/nodeName/g)?.length ?? 0).toBe(pods.filter(({ node }) => node).length)
    }
  })
})

describe('controllersAtWork', () => {
  it('draws the cache of the last pass, the difference it found, and its request', async () => {
    hosted = await host(PartPicture, { part: 'controller-manager' })
    for (const [click, { id }] of controllerSteps.entries()) {
      await hosted.click(click)
      const { pods, passes, wanted, wire } = controllerView(click)
      const text = hosted.element.querySelector('.at-work svg')?.textContent ?? ''
      for (const { suffix, status } of pods)
        expect(hosted.element.querySelector('[data-box="server"]')?.textContent, id).toMatch(new RegExp(`…${suffix}.*${status}`))
      expect(text.match(/\d − \d = \d/g) ?? [], id).toEqual(passes.slice(-1).flatMap(({ there, missing }) => missing === undefined ? [] : [`${wanted} − ${there} = ${missing}`]))
      expect(text.includes('POST 1 Pod'), id).toBe(passes.at(-1)?.got === 1)
      expect(hosted.element.querySelectorAll('.arrow.active').length, id).toBe(wire ? 1 : 0)
    }
  })
})

describe('apiServerAtWork', () => {
  it('marks the gates that each request has met, and says why one was turned away', async () => {
    hosted = await host(PartPicture, { part: 'api-server' })
    for (const [click, { id }] of apiServerSteps.entries()) {
      await hosted.click(click)
      const { lanes } = apiServerView(click)
      const marks = [...hosted.element.querySelectorAll<HTMLElement>('.at-work .chip:not(.answer)')].map(chip => [chip.dataset['box'], chip.classList.contains('passed')])
      expect(marks, id).toEqual(lanes.flatMap(({ gates }, lane) => gates.map(({ gate, passed }) => [`${gate}-${lane + 1}`, passed])))
      const said = hosted.element.querySelector('[data-box="refusal"] .message')?.textContent
      const message = lanes[1]?.answer?.message
      expect(said === undefined, id).toBe(message === undefined)
      expect(message ?? '', id).toContain(said?.replace(/ …$/, '') ?? '')
      expect(hosted.element.querySelector('.at-work desc')?.textContent, id).toContain(message ?? '')
    }
  })
})

describe('etcdAtWork', () => {
  it('draws each key with its revision, who answers, and what became of the last write', async () => {
    hosted = await host(PartPicture, { part: 'etcd' })
    for (const [click, { id }] of etcdSteps.entries()) {
      await hosted.click(click)
      const { revision: stored, rows, members, writes, watched } = etcdView(click)
      const texts = (selector: string): string[] => [...hosted.element.querySelectorAll(`.at-work ${selector}`)].map(each => each.textContent ?? '')
      expect(texts('.row'), id).toEqual(rows.map(({ key, revision }) => `${key}${revision}`))
      expect(texts('[data-box^="member-"]'), id).toEqual(members.map(({ name, answers, revision }) => `${name}${answers ? `log: ${revision}${revision > stored ? ', alone' : ''}` : 'no answer'}`))
      expect(texts('[data-box="quorum"]'), id).toEqual(writes.slice(-1).map(({ agreed, revision, refusal }) => refusal ? `${agreed} of 3: ${refusal.split(':')[0]}` : `${agreed} of 3 agree: storedrevision ${revision}`))
      expect(texts('[data-box="watch"]'), id).toEqual(watched ? [`hears of ${watched.revision}and passes it on`] : [])
    }
  })
})
