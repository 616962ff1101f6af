import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Component, defineComponent, h } from 'vue'
import { deferDrawing, defineDeferredComponent } from '../../components/frame/scheduling.ts'
import { yieldToMain } from '../../components/frame/yield-to-main.ts'

const Shown = defineComponent({ setup: () => () => h('p', 'shown') })
/** Lets all that follows from what was done happen, as far as it needs no task. */
async function microtasks(): Promise<void> {
  for (let depth = 0; depth < 20; depth++)
    await Promise.resolve()
}

const mounted = (component: Component) => mount(defineComponent({ setup: () => () => h('main', [h(component)]) }))

afterEach(() => vi.unstubAllGlobals())

describe('yieldToMain', () => {
  it('yieldToMain resumes after all microtasks of the previous task', async () => {
    const done: string[] = []
    const next = yieldToMain().then(() => done.push('task'))
    await microtasks()
    done.push('what followed')
    await next
    expect(done).toEqual(['what followed', 'task'])
  })

  it('a deferred component is drawn in a task of its own', async () => {
    const page = mounted(deferDrawing(Shown))
    await microtasks()
    expect(page.text()).toBe('')
    await yieldToMain()
    await flushPromises()
    expect(page.text()).toBe('shown')
  })
})

describe('what is late', () => {
  it('is asked for once the first slide is there and the browser is idle, and drawn once it is so again', async () => {
    const waiting: (() => void)[] = []
    vi.stubGlobal('requestIdleCallback', (callback: () => void) => waiting.push(callback))
    const load = vi.fn(() => Promise.resolve({ default: Shown }))
    const page = mounted(defineDeferredComponent(load))
    await yieldToMain()
    expect(waiting).toEqual([])
    document.body.innerHTML = '<div id="app"><div class="slidev-page"><div class="slidev-layout" /></div></div>'
    await vi.waitFor(() => expect(waiting).toHaveLength(1))
    expect(load).not.toHaveBeenCalled()
    waiting.shift()?.()
    await vi.waitFor(() => expect(waiting).toHaveLength(1))
    expect(load).toHaveBeenCalledOnce()
    expect(page.text()).toBe('')
    waiting.shift()?.()
    await flushPromises()
    expect(page.text()).toBe('shown')
  })

  it('a deferred component loads in a browser without requestIdleCallback', async () => {
    vi.stubGlobal('requestIdleCallback', undefined)
    Reflect.deleteProperty(globalThis, 'requestIdleCallback')
    const page = mounted(defineDeferredComponent(() => Promise.resolve({ default: Shown })))
    await vi.waitFor(() => expect(page.text()).toBe('shown'))
  })
})
