import { afterEach, describe, expect, it } from 'vitest'
import ClusterMap from '../../slides/hub/Picture.vue'
import BreakPicture from '../../slides/break-it/Picture.vue'
import OutcomesPicture from '../../slides/outcomes/Picture.vue'
import KubectlSteps from '../../slides/eight-steps/Picture.vue'
import PartPicture from '../../slides/parts/Picture.vue'
import PodLife from '../../slides/pod-life/Picture.vue'
import PodReplaced from '../../slides/replaced/Picture.vue'
import PodWrapper from '../../slides/pod/Picture.vue'
import CheckYourself from '../../slides/check-yourself/Picture.vue'
import TalkMap from '../../slides/map-of-the-talk/Picture.vue'
import ThreeIdeas from '../../slides/conclusion/Picture.vue'
import WholePicture from '../../slides/whole-picture/Picture.vue'
import { parts } from '../../slides/parts/index.ts'
import { atWork } from '../../slides/parts/steps.ts'
import { mapBoxes, mapSteps } from '../../slides/hub/steps.ts'
import { wholeSteps } from '../../slides/whole-picture/steps.ts'
import { wholeView } from '../../slides/whole-picture/view.ts'
import { conclusionSteps } from '../../slides/conclusion/steps.ts'
import { quizSteps } from '../../slides/check-yourself/steps.ts'
import { chapters } from '../../slides/map-of-the-talk/chapters.ts'
import { slidesIn } from '../../slides/sections.ts'
import { sideRoads } from '../../slides/map-of-the-talk/side-roads.ts'
import { talkMapSteps } from '../../slides/map-of-the-talk/steps.ts'
import { outcomeSteps } from '../../slides/outcomes/outcomes.ts'
import { eightSteps } from '../../slides/eight-steps/steps.ts'
import { breakSteps } from '../../slides/break-it/scenes.ts'
import { podLifeLit, podLifeSteps, podStates, podTransitions } from '../../slides/pod-life/steps.ts'
import { readingsAt } from '../../slides/pod-life/view.ts'
import { wrapperSteps } from '../../slides/pod/steps.ts'
import { wrapperView } from '../../slides/pod/view.ts'
import { replacementSteps } from '../../slides/replaced/steps.ts'
import { replacementView } from '../../slides/replaced/view.ts'
import { arrowsOf, boxesOf, host, type Hosted } from './host.ts'

let hosted: Hosted
afterEach(() => hosted.unmount())

const pictures = [
  ['TalkMap', TalkMap, {}, talkMapSteps],
  ['ClusterMap', ClusterMap, {}, mapSteps],
  ['KubectlSteps', KubectlSteps, {}, eightSteps],
  ['BreakPicture', BreakPicture, {}, breakSteps],
  ['OutcomesPicture', OutcomesPicture, {}, outcomeSteps],
  ['PodWrapper', PodWrapper, {}, wrapperSteps],
  ['PodReplaced', PodReplaced, {}, replacementSteps],
  ['PodLife', PodLife, {}, podLifeSteps],
  ['WholePicture', WholePicture, {}, wholeSteps],
  ['CheckYourself', CheckYourself, {}, quizSteps],
  ['ThreeIdeas', ThreeIdeas, {}, conclusionSteps],
  ...parts.map(part => [`PartPicture ${part.id}`, PartPicture, { part: part.id }, atWork[part.id]] as const),
] as const

/** The drawing; the ids that Vue counts up are not the same for what was mounted anew. */
const drawn = (): string => hosted.element.innerHTML.replace(/\bv-\d+\b/g, 'id')

describe.each(pictures)('%s', (_, picture, props, steps) => {
  it('claims one click a step, shows each caption, and lets go of its clicks', async () => {
    hosted = await host(picture, props)
    expect(hosted.context.total).toBe(steps.length - 1)
    const seen = new Set<string>()
    for (let click = 0; click < steps.length; click++) {
      await hosted.click(click)
      seen.add(hosted.element.querySelector('.caption')?.textContent ?? '')
    }
    expect(seen.size).toBe(steps.length)
    hosted.unmount()
    expect(hosted.context.maxMap.size).toBe(0)
  })

  it('shows the same state whichever way it was reached', async () => {
    hosted = await host(picture, props)
    const last = steps.length - 1
    const middle = Math.floor(last / 2)
    await hosted.click(middle)
    const forwards = drawn()
    await hosted.click(last)
    await hosted.click(middle)
    expect(drawn()).toBe(forwards)
  })
})

describe('podLife', () => {
  it('lights what its step is about, and says so to who cannot see it', async () => {
    hosted = await host(PodLife)
    for (const [click, { id }] of podLifeSteps.entries()) {
      await hosted.click(click)
      const lit = [...hosted.element.querySelectorAll<HTMLElement>('[data-lit]')].map(({ dataset }) => dataset['state'] ?? dataset['edge'])
      expect(lit.sort(), id).toEqual([...podLifeLit[id]].sort())
      const description = hosted.element.querySelector('[hidden]')?.textContent ?? ''
      for (const { id: part, sentence } of [...podStates, ...podTransitions])
        expect(description.includes(sentence), `${id}: ${part}`).toBe(lit.length === 0 || lit.includes(part))
    }
  })
})

describe('talkMap', () => {
  it('has a stop for each slide, and asks the questions one by one, each as a link to where it is answered', async () => {
    hosted = await host(TalkMap)
    expect(hosted.element.querySelectorAll('.stop').length).toBe(chapters.flatMap(chapter => slidesIn(chapter.sections)).length)
    for (const click of talkMapSteps.keys()) {
      await hosted.click(click)
      const asked = [...hosted.element.querySelectorAll('.talk-map ol a')].map(link => [link.textContent, link.getAttribute('href')])
      expect(asked).toEqual(chapters.slice(0, click).map(chapter => [chapter.question, slidesIn(chapter.sections)[0]]))
    }
    expect([...hosted.element.querySelectorAll('.side-roads a')].map(link => [link.textContent, link.getAttribute('href')])).toEqual(sideRoads.map(({ slide, label }) => [label, slide]))
  })
})

describe('wholePicture', () => {
  it('has every part and wire of the map of the cluster', async () => {
    hosted = await host(WholePicture)
    await hosted.click(wholeSteps.length - 1)
    const [boxes, arrows] = [boxesOf(hosted.element), arrowsOf(hosted.element)]
    hosted.unmount()
    hosted = await host(ClusterMap)
    await hosted.click(mapSteps.length - 1)
    expect(boxesOf(hosted.element).filter(box => box !== 'worker-nodes' && !boxes.includes(box))).toEqual([])
    expect(arrowsOf(hosted.element).filter(arrow => !arrows.includes(arrow))).toEqual([])
  })

  it('draws at each step the numbers, keys and Pods that the model has come to, and no more', async () => {
    hosted = await host(WholePicture)
    for (const click of wholeSteps.keys()) {
      await hosted.click(click)
      const { stops, etcd, pods } = wholeView(click)
      const numbers = [...hosted.element.querySelectorAll('.badge')].map(badge => badge.textContent ?? '').filter(Boolean)
      expect([...new Set(numbers)].toSorted()).toEqual(stops.map(({ number }) => `${number}`))
      const text = hosted.element.querySelector('svg')?.textContent ?? ''
      expect(text.match(/revision \d+/)?.[0]).toBe(etcd && `revision ${etcd.revision}`)
      for (const { prefix, count } of etcd?.keys ?? [])
        expect(text).toContain(`${prefix}${count}`)
      const placed = boxesOf(hosted.element).filter(box => box.endsWith('/pod'))
      expect(placed.toSorted()).toEqual(pods.map(({ node }) => `${node}/pod`).toSorted())
      expect(pods.filter(({ ip }) => ip && !text.includes(ip))).toEqual([])
    }
  })
})

describe('statusTable', () => {
  it('sets what kubectl prints above the phase, for this moment, and for each before it at which they differ', async () => {
    hosted = await host(PodLife)
    for (const [click, { id }] of podLifeSteps.entries()) {
      await hosted.click(click)
      const columns = [...hosted.element.querySelectorAll<HTMLElement>('[data-box^="status-"]')]
      expect(columns.map(({ dataset, textContent }) => [dataset['box'], textContent]), id).toEqual(readingsAt(click).filter(({ step, status, phase }) => step === id || status !== phase).map(({ step, status, phase }) => [`status-${step}`, `${status}${phase}`]))
      expect(columns.filter(({ classList }) => classList.contains('active')).map(({ dataset }) => dataset['box']), id).toEqual(click === 0 ? [] : [`status-${id}`])
    }
  })
})

describe('clusterMap', () => {
  it('draws only what its step has reached', async () => {
    hosted = await host(ClusterMap)
    for (const [click, { id }] of mapSteps.entries()) {
      await hosted.click(click)
      const reached = new Set(mapSteps.slice(0, click + 1).map(step => step.id))
      expect(boxesOf(hosted.element).toSorted(), id).toEqual(mapBoxes.filter(({ from }) => reached.has(from)).map(box => box.id).toSorted())
    }
  })

  it('replaces the article’s one arrow by connections from the clients', async () => {
    hosted = await host(ClusterMap)
    const at = (id: (typeof mapSteps)[number]['id']) => mapSteps.findIndex(step => step.id === id)
    await hosted.click(at('one-arrow'))
    expect(arrowsOf(hosted.element)).toEqual(['article'])
    await hosted.click(at('dial-in'))
    expect(arrowsOf(hosted.element).toSorted()).toEqual([
      'controller-manager-api-server',
      'scheduler-api-server',
      ...['worker-1', 'worker-2', 'worker-3'].flatMap(node => [`${node}/kube-proxy-api-server`, `${node}/kubelet-api-server`]),
    ])
    await hosted.click(at('dial-etcd'))
    expect(arrowsOf(hosted.element)).toContain('api-server-etcd')
    expect(arrowsOf(hosted.element)).not.toContain('article')
  })

  it('says in its description what is drawn and nothing that is not', async () => {
    hosted = await host(ClusterMap)
    const description = () => hosted.element.querySelector('desc')?.textContent ?? ''
    expect(description()).not.toContain('kubelet')
    await hosted.click(mapSteps.length - 1)
    expect(description()).toContain('3 × kubelet')
  })
})

describe('kubectlSteps', () => {
  it('joins the eight boxes by seven arrows and marks the last as wrong', async () => {
    hosted = await host(KubectlSteps)
    await hosted.click(8)
    expect(arrowsOf(hosted.element)).toEqual(['1-2', '2-3', '3-4', '4-5', '5-6', '6-7', '7-8'])
    expect(hosted.element.querySelectorAll('.arrow.bad')).toHaveLength(1)
    expect(hosted.element.querySelector('svg')?.textContent).toMatch(/not\s*so/)
  })
})

describe('podWrapper', () => {
  it('draws the containers that its step has reached, and numbers them as they started', async () => {
    hosted = await host(PodWrapper)
    const { containers, ip } = wrapperView
    const reached = new Set<string>()
    for (const [click, { id }] of wrapperSteps.entries()) {
      await hosted.click(click)
      reached.add(id)
      const there = containers.filter(({ from }) => reached.has(from))
      expect(boxesOf(hosted.element).filter(box => containers.some(({ name }) => name === box)).toSorted(), id).toEqual(there.map(({ name }) => name).toSorted())
      for (const { name, image } of there)
        expect(hosted.element.querySelector(`[data-box="${name}"]`)?.textContent, id).toContain(image)
      expect(hosted.element.querySelector('[data-box="network"]')?.textContent?.includes(ip) ?? false, id).toBe(reached.has('network'))
      const badges = [...hosted.element.querySelectorAll('.badge')].map(({ textContent }) => Number(textContent))
      expect(badges, id).toEqual(reached.has('sidecar') ? containers.map(({ started }) => started) : [])
    }
  })
})

describe('podReplaced', () => {
  it('never moves a Pod: the new one has another name, UID and address', async () => {
    hosted = await host(PodReplaced)
    await hosted.click(replacementSteps.length - 1)
    const { nodes } = replacementView(replacementSteps.length - 1)
    expect(boxesOf(hosted.element)).toEqual(nodes.flatMap(({ name, pods }) => [name, ...pods.map(pod => pod.name)]))
    expect(boxesOf(hosted.element)).toHaveLength(3 + 5)
  })
})
