import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import SlideGuard from '../../components/frame/SlideGuard.vue'

const Fine = defineComponent({ name: 'FinePicture', render: () => h('p', 'all is well') })
const Broken = defineComponent({ name: 'BrokenPicture', render: () => { throw new Error('no such node "worker-9"') } })

it('names the component that throws and why, and leaves the next slide alone', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const talk = mount({ render: () => [h(SlideGuard, () => h(Broken)), h(SlideGuard, () => h(Fine))] })
  await nextTick()
  expect(talk.text()).toContain('BrokenPicture could not be drawn.')
  expect(talk.text()).toContain('no such node "worker-9"')
  expect(talk.text()).toContain('all is well')
  expect(warn).toHaveBeenCalled()
  warn.mockRestore()
})
