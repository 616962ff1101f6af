import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { h } from 'vue'
import MermaidDrawing from '../../slides/pod-life/MermaidDrawing.vue'
import drawing from '../../diagrams/pod-life.svg?raw'
import { podLifeLit, podStates, podTransitions } from '../../slides/pod-life/steps.ts'

const picture = (lit: readonly string[] = []) => ({ drawing, name: 'The life of a Pod', description: 'What this step shows.', lit })

/** Ids of the parts that match, in the order they are drawn. */
function partsOf(root: Element, selector: string): string[] {
  return [...root.querySelectorAll(selector)].map(part => part.getAttribute('data-state') ?? part.getAttribute('data-edge') ?? '')
}

describe('MermaidDrawing', () => {
  it('has no id twice when it is mounted twice', () => {
    // What tests of other files left in the page is not asked.
    const place = document.body.appendChild(document.createElement('div'))
    mount({ render: () => [h(MermaidDrawing, picture()), h(MermaidDrawing, picture())] }, { attachTo: place })
    const ids = [...place.querySelectorAll('[id]')].map(({ id }) => id).filter(Boolean)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(2)
  })

  it('is one image, with a name and a description of its own', () => {
    const wrapper = mount(MermaidDrawing, { props: picture() })
    const image = wrapper.get('[role=img]')
    expect(image.attributes('aria-label')).toBe('The life of a Pod')
    expect(wrapper.get(`#${image.attributes('aria-describedby')}`).text()).toBe('What this step shows.')
  })

  it('draws every part of the model, lit or not', () => {
    const parts = [...podStates, ...podTransitions].map(({ id }) => id).sort()
    for (const lit of Object.values(podLifeLit))
      expect(partsOf(mount(MermaidDrawing, { props: picture(lit) }).element, '[data-state], [data-edge]').sort()).toEqual(parts)
  })

  it.each(Object.entries(podLifeLit))('lights at %s what the step is about, and nothing else', (_, lit) => {
    expect(partsOf(mount(MermaidDrawing, { props: picture(lit) }).element, '[data-lit]').sort()).toEqual([...lit].sort())
  })

  it('follows the step forward and back', async () => {
    const wrapper = mount(MermaidDrawing, { props: picture(podLifeLit.pending) })
    const before = wrapper.html()
    await wrapper.setProps({ lit: podLifeLit.failed })
    expect(wrapper.html()).not.toBe(before)
    await wrapper.setProps({ lit: podLifeLit.pending })
    expect(wrapper.html()).toBe(before)
  })

  it('draws notes below edges, lit lines over others, and states over all', () => {
    const edges = podTransitions.map(({ id }) => id)
    const states = podStates.map(({ id }) => id)
    const orderOf = (lit: readonly string[]) => partsOf(mount(MermaidDrawing, { props: picture(lit) }).element, '[data-state], [data-edge]')
    const sorted = (ids: readonly string[]) => [...ids].sort()

    const unlit = orderOf([])
    expect(unlit[0]).toBe('Terminating')
    expect(sorted(unlit.slice(1, 1 + edges.length))).toEqual(sorted(edges))

    const lit = ['Pending-Running', 'Running', 'Running-Failed', 'Terminating']
    const order = orderOf(lit)
    expect(sorted(order.slice(edges.length - 2, edges.length + 1))).toEqual(sorted(lit.filter(id => id !== 'Running')))
    expect(sorted(order.slice(edges.length + 1))).toEqual(sorted(states.filter(id => id !== 'Terminating')))
  })
})
