import { describe, expect, test } from 'vitest'
import { normalise } from './support/dom.ts'
import { charactersOf, clashingBoxes, contrast, cutOff, faint, labelsOf, lostChanges, MORE_CONTRAST, movedBoxes, offSlide, outOfBox, overlappingTexts, tooClose, tooSmall, tooSmallForStage, wordsOf } from './support/judge.ts'
import type { Colour, Rect, RenderedBox, RenderedSlide, RenderedText } from './support/rendered-slide.ts'
import type { Sketch } from './support/sketch.ts'

const white: Colour = [255, 255, 255, 1]
const black: Colour = [0, 0, 0, 1]
const at = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height })

function label(text: string, line: Rect, changes: Partial<RenderedText> = {}): RenderedText {
  return { text, lines: [line], size: 16, window: undefined, box: undefined, prose: false, control: false, margin: false, further: false, mono: false, selectable: true, ink: black, grounds: [white], ...changes }
}

const rendered = (texts: readonly RenderedText[], boxes: readonly RenderedBox[] = []): RenderedSlide => ({ texts, boxes, crossings: [], moving: [] })

describe('text', () => {
  test.each([
    ['on the slide', at(0, 0, 980, 20), 0],
    ['in the lower right corner', at(900, 532, 80, 20), 0],
    ['over the right edge', at(900, 10, 83, 20), 1],
    ['below the slide', at(10, 540, 80, 20), 1],
  ])('%s', (_, line, faults) => expect(offSlide(rendered([label('etcd', line)]))).toHaveLength(faults))

  test.each([
    ['in its box', 'etcd', at(14, 14, 60, 20), 0],
    ['wider than its box', 'etcd', at(14, 14, 90, 20), 1],
    ['above its box', 'etcd', at(14, 2, 60, 20), 1],
    ['of no box', undefined, at(300, 300, 60, 20), 0],
  ])('%s', (_, box, line, faults) => {
    expect(outOfBox(rendered([label('etcd', line, { box })], [{ id: 'etcd', rect: at(10, 10, 80, 30) }]))).toHaveLength(faults)
  })

  test.each([
    ['that nothing cuts', undefined, 0],
    ['within what is left to see', at(0, 0, 100, 20), 0],
    ['that goes on beyond an edge', at(0, 0, 40, 20), 1],
  ])('%s', (_, window, faults) => expect(cutOff(rendered([label('kubectl get pods', at(0, 0, 80, 20), { window })]))).toHaveLength(faults))

  test.each([
    ['apart', at(60, 0, 50, 20), 0],
    ['touching', at(50, 0, 50, 20), 0],
    ['on the other', at(40, 4, 50, 20), 1],
    ['a line below, where only room for accents overlaps', at(0, 17, 50, 20), 0],
  ])('%s', (_, line, faults) => expect(overlappingTexts(rendered([label('one', at(0, 0, 50, 20)), label('other', line)]))).toHaveLength(faults))

  test.each([[16, 0], [15.97, 0], [15.9, 1]])('of %d px', (size, faults) => expect(tooSmall(rendered([label('etcd', at(0, 0, 9, 9), { size })]))).toHaveLength(faults))

  test.each([[18, false, 0], [17.9, false, 1], [16, true, 0]])('of %d px on a stage, in the margin: %s', (size, margin, faults) => {
    expect(tooSmallForStage(rendered([label('etcd', at(0, 0, 9, 9), { size, margin })]))).toHaveLength(faults)
  })

  test.each([
    ['six pixels from every edge', at(16, 16, 60, 20), 0],
    ['half a pixel nearer', at(15.5, 16, 60, 20), 0],
    ['a pixel nearer', at(15, 16, 60, 20), 1],
    ['nearer to the left', at(13, 16, 60, 20), 1],
    ['nearer to the top', at(16, 12, 60, 20), 1],
    ['nearer to the right', at(30, 16, 60, 20), 1],
  ])('%s of its box', (_, line, faults) => {
    expect(tooClose(rendered([label('etcd', line, { box: 'etcd', size: 20 })], [{ id: 'etcd', rect: at(10, 10, 80, 32) }]))).toHaveLength(faults)
  })

  test('is counted in characters, the small ones of them too, without the margin', () => {
    const line = at(0, 0, 9, 9)
    expect(charactersOf(rendered([label('API server', line, { size: 22 }), label('rev 1', line, { size: 18 }), label('kubernetes.io', line, { margin: true })]))).toEqual({ all: 13, small: 4 })
  })

  test('is counted in words where it is a sentence', () => {
    const line = at(0, 0, 9, 9)
    expect(wordsOf(rendered([label('The API’s front-door — 3 & more', line, { prose: true }), label('kubectl get pods', line)]))).toBe(5)
  })

  test('is counted as a label where it is no sentence, no button, no second line, and not beside the slide', () => {
    const line = at(0, 0, 9, 9)
    expect(labelsOf(rendered([label('etcd', line), label('kubectl get pods', line, { mono: true }), label('A wish is stored.', line, { prose: true }), label('undo', line, { control: true }), label('manager', line, { further: true }), label('3 / 7', line, { margin: true })]))).toBe(2)
  })

  test.each([
    ['black on white', black, [white], 0],
    ['grey on white', [118, 118, 118, 1], [white], 0],
    ['a lighter grey on white', [119, 119, 119, 1], [white], 1],
    ['half a black on white', [0, 0, 0, 0.4], [white], 1],
    ['black on white and on black', black, [white, black], 1],
    ['on nothing', black, [[0, 0, 0, 0]], 1],
    ['nowhere', black, [], 1],
  ] as const)('%s', (_, ink, grounds, faults) => expect(faint(rendered([label('etcd', at(0, 0, 9, 9), { ink, grounds })]))).toHaveLength(faults))

  test('that is enough for most is too faint where more contrast is preferred', () => {
    expect(faint(rendered([label('etcd', at(0, 0, 9, 9), { ink: [100, 100, 100, 1] })]), MORE_CONTRAST)).toHaveLength(1)
    expect(faint(rendered([label('etcd', at(0, 0, 9, 9), { ink: [80, 80, 80, 1] })]), MORE_CONTRAST)).toEqual([])
  })

  test('has the contrast that WCAG gives for black on white', () => expect(contrast(black, white)).toBeCloseTo(21))
})

describe('boxes', () => {
  const node: RenderedBox = { id: 'node', rect: at(0, 0, 100, 100) }
  test.each([
    ['apart', 'pod', at(200, 0, 50, 50), 0],
    ['side by side', 'pod', at(100, 0, 50, 50), 0],
    ['within the other', 'pod', at(10, 10, 50, 50), 0],
    ['over the edge of the other', 'pod', at(80, 10, 50, 50), 1],
    ['of the same name', 'node', at(200, 0, 50, 50), 1],
  ])('%s', (_, id, rect, faults) => expect(clashingBoxes(rendered([], [node, { id, rect }]))).toHaveLength(faults))

  test.each([
    ['that stay', at(0, 0, 100, 100), [], 0],
    ['that move', at(3, 0, 100, 100), [], 1],
    ['that grow', at(0, 0, 100, 104), [], 1],
    ['that may move', at(3, 0, 100, 100), ['node'], 0],
  ])('%s', (_, rect, allowed, faults) => expect(movedBoxes([node], [{ id: 'node', rect }], allowed)).toHaveLength(faults))

  test('that appear have not moved', () => expect(movedBoxes([], [node])).toEqual([]))
})

describe('a step', () => {
  const edge = (paint: string): Sketch => ({ 1: { part: 'etcd', paint }, 3: { part: 'other', paint: 'white' } })
  const named = (paint: string, word: string): Sketch => ({ 1: { part: 'etcd', paint }, 2: { part: 'etcd', paint: word } })

  test.each<readonly [string, { readonly own: Sketch, readonly forced: Sketch }, { readonly own: Sketch, readonly forced: Sketch }, number]>([
    ['that changes nothing', { own: edge('grey'), forced: edge('black') }, { own: edge('grey'), forced: edge('black') }, 0],
    ['that changes a colour alone', { own: edge('grey'), forced: edge('black') }, { own: edge('blue'), forced: edge('black') }, 1],
    ['that changes a colour and the edge', { own: edge('grey'), forced: edge('black') }, { own: edge('blue 3px'), forced: edge('black 3px') }, 0],
    ['that changes a colour, and the weight of the word beside it', { own: named('grey', '400'), forced: named('black', '400') }, { own: named('blue', '700'), forced: named('black', '700') }, 0],
    ['that brings a box', { own: {}, forced: {} }, { own: edge('grey'), forced: edge('black') }, 0],
  ])('%s', (_, before, after, faults) => expect(lostChanges(before, after)).toHaveLength(faults))
})

describe('markup', () => {
  test('is equal whatever number its ids got, and whatever a transition left', () => {
    expect(normalise('<g id="v-7-1" class="box fade-enter-active" style=""><use href="#v-7-1" data-v-0a1></use></g>')).toBe(normalise('<g id="v-0" class="box"><use href="#v-0" data-v-0a1></use></g>'))
  })

  test.each([
    ['another class', '<g class="box active"></g>'],
    ['another text', '<g class="box">etcd</g>'],
    ['an id that leads elsewhere', '<g class="box"></g><use href="#v-0"></use><use href="#v-1"></use>'],
  ])('with %s is not', (_, other) => expect(normalise(other)).not.toBe(normalise('<g class="box"></g><use href="#v-0"></use><use href="#v-0"></use>')))
})
