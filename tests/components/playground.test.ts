import { afterEach, describe, expect, it } from 'vitest'
import ColumnBox from '../../components/column/ColumnBox.vue'
import SwitchButton from '../../components/diagram/SwitchButton.vue'
import { abilities, abilityIds, type Finding } from '../../slides/break-it/abilities.ts'
import { describeProbeResult } from '../../slides/break-it/describe.ts'
import AbilityPanels from '../../slides/break-it/AbilityPanels.vue'
import LossesColumn from '../../slides/break-it/LossesColumn.vue'
import BreakPicture from '../../slides/break-it/Picture.vue'
import PlayButtons from '../../slides/break-it/PlayButtons.vue'
import PlayMap from '../../slides/break-it/PlayMap.vue'
import { mount } from '@vue/test-utils'
import { cellWords, foldedMatrix, matrix } from '../../slides/break-it/matrix.ts'
import { type Move, type Moves, switches } from '../../slides/break-it/moves.ts'
import { doneWords } from '../../slides/break-it/move-words.ts'
import { playView, probeCluster } from '../../slides/break-it/play.ts'
import { guessesAt, movesOf } from '../../slides/break-it/scene-moves.ts'
import { breakSteps } from '../../slides/break-it/scenes.ts'
import { boxesOf, host, type Hosted } from './host.ts'

describe('a switch', () => {
  it.each([[true, 'true'], [false, 'false']])('that is %s says so, and asks to be turned', async (on, checked) => {
    const wrapper = mount(SwitchButton, { props: { id: 'etcd-1', label: '1', name: 'etcd member 1', on } })
    const button = wrapper.find('button')
    expect(button.attributes()).toMatchObject({ 'role': 'switch', 'aria-checked': checked, 'aria-label': 'etcd member 1', 'data-box': 'etcd-1' })
    await button.trigger('click')
    expect(wrapper.emitted('toggle')).toHaveLength(1)
  })
})

describe('the map of the playground', () => {
  const map = (moves: Moves) => mount(PlayMap, { props: { view: playView(moves), chosen: undefined, disabled: false } })

  it('has every switch once, off where the part is', () => {
    const off: Moves = [{ do: 'toggle', part: 'kube-scheduler' }, { do: 'toggle', part: 'kubelet@worker-2' }]
    const found = map(off).findAll('[role=switch]').map(each => [each.attributes('data-box'), each.attributes('aria-checked')])
    expect(found).toEqual(switches.map(part => [part, String(!off.some(move => move.do === 'toggle' && move.part === part))]))
  })

  it('asks for the move of the switch that is pressed', async () => {
    const wrapper = map([])
    await wrapper.find('[data-box="link@worker-3"]').trigger('click')
    expect(wrapper.emitted('make')).toEqual([[{ do: 'toggle', part: 'link@worker-3' } satisfies Move]])
  })

  it('shows which Pods have no node, and counts those it has no room for', () => {
    const wrapper = map([{ do: 'toggle', part: 'kube-scheduler' }, { do: 'scale' }, { do: 'create' }, { do: 'create' }, { do: 'create' }, { do: 'seconds' }])
    expect(wrapper.findAll('[data-box^=waiting]').map(each => each.attributes('aria-label')?.replace(/^Pod \S+ /, ''))).toEqual(Array(2).fill('Pending, no container of it runs'))
    expect(wrapper.text()).toContain('3 more')
  })

  it('tells a Pod whose container runs from one that only the API calls Running', () => {
    const pods = map(movesOf('still-ready')).findAll('.pod')
    expect(pods.map(pod => [pod.classes('runs'), pod.attributes('aria-label')])).toEqual([[false, expect.stringMatching(/^Pod web-\S+ Running, no container of it runs$/)]])
  })
})

describe('the panel', () => {
  it.each(breakSteps.map(({ id }) => id))('marks at %s each ability as it was found, and describes it in full', (step) => {
    const tried = probeCluster(movesOf(step))
    const wrapper = mount(AbilityPanels, { props: { tried } })
    const left = (finding: Finding): string => finding === undefined ? 'untried' : finding === 'yes' ? 'works' : finding === 'no' ? 'stopped' : 'in-part'
    const found = abilityIds.map((id): [string, string] => [id, left(tried.findings[id])])
    const shown = wrapper.findAll('[data-ability]').map((each): [string, string] => [each.attributes('data-ability') ?? '', each.attributes('class') ?? ''])
    expect(new Map(shown)).toEqual(new Map(found))
    expect(shown).toHaveLength(found.length)
    expect(wrapper.find('desc').text()).toBe(describeProbeResult(tried))
    const count = (of: string): number => found.filter(([, how]) => how === of).length
    const words = [count('stopped') > 0 && `${count('stopped')} stopped`, count('in-part') > 0 && `${count('in-part')} in part`].filter(Boolean).join(', ')
    expect(wrapper.findAll('text')[1]?.text()).toBe(words || 'nothing stopped')
  })
})

describe('the table in a narrow column', () => {
  it('has every part, with all that is lost without it', () => {
    const boxes = mount(LossesColumn).findAllComponents(ColumnBox).map(box => box.text())
    expect(boxes).toHaveLength(matrix().length)
    matrix().forEach(({ label, cells }, nth) => {
      expect(boxes[nth]).toContain(`without ${label}`)
      const lost = cells.filter(({ cell }) => cell !== 'yes').map(({ ability }) => abilities[ability].works)
      expect(abilityIds.map(id => abilities[id].works).filter(works => new RegExp(`\\b${works}`).test(boxes[nth] ?? ''))).toEqual(lost)
    })
  })
})

describe('the buttons', () => {
  const buttons = (timeless: boolean) => mount(PlayButtons, { props: { chosen: 0, pod: 'web', disabled: false, timeless } }).findAll('button')

  it('for time are off once no more time passes, the commands are not', () => {
    expect(buttons(false).filter(each => each.attributes('disabled') !== undefined)).toEqual([])
    expect(buttons(true).filter(each => each.attributes('disabled') !== undefined).map(each => each.text())).toEqual(['step', 'change', '+10 s', '+6 min'])
  })
})

describe('the slide', () => {
  let hosted: Hosted
  afterEach(() => hosted.unmount())

  it('on paper it has no buttons, and says what was done', async () => {
    hosted = await host(BreakPicture)
    for (const [click, { id }] of breakSteps.entries()) {
      await hosted.click(click)
      expect(hosted.element.querySelectorAll('[aria-label="Commands and time"] button'), id).toHaveLength(0)
      expect(hosted.element.querySelector('.done')?.textContent.replaceAll(',', '') ?? '', id).toBe(movesOf(id).length > 0 ? ['Done so far:', ...doneWords(movesOf(id))].join('') : '')
    }
  })

  it('asks before each scene, shows the cluster meanwhile, and ends with the matrix', async () => {
    hosted = await host(BreakPicture)
    for (const [click, { id }] of breakSteps.entries()) {
      await hosted.click(click)
      const text = hosted.element.textContent ?? ''
      const guesses = guessesAt(id)
      expect(boxesOf(hosted.element).filter(box => box.startsWith('guess-')), id).toEqual(guesses?.map(guess => `guess-${guess.id}`) ?? [])
      if (id === 'matrix') {
        expect(foldedMatrix().filter(({ label }) => !text.includes(label))).toEqual([])
        const cells = [...hosted.element.querySelectorAll('[data-row]')].map(row => [...row.querySelectorAll('g')].map(cell => cell.textContent || (cell.querySelector('.mark.yes') ? 'yes' : 'no')))
        expect(cells).toEqual(foldedMatrix().map(row => row.cells.map(({ cell }) => cell)))
        expect([...hosted.element.querySelectorAll('.legend')].map(each => each.textContent)).toEqual(['it works', 'it does not', `thereit does ${cellWords.there}`, cellWords.partly.replace(', ', '')])
      }
      else {
        expect(hosted.element.querySelectorAll('[role=switch]')).toHaveLength(switches.length)
      }
    }
  })
})
