import { beforeAll, describe, expect, test } from 'vitest'
import { addressOf, nameOf, readSlides, type Slide, type State, statesOf } from '../support/talk.ts'
import { useStage, type Visitor } from './support/stage.ts'
import { arrive } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()

/** The slide with the most steps: the one with most to get wrong. */
const stepped = slides.toSorted((one, other) => statesOf(other).length - statesOf(one).length)[0]
const still = slides.findLast(({ steps }) => !steps)

function stateAt(slide: Slide | undefined, click: number): State {
  const state = slide && statesOf(slide).at(click)
  if (!state)
    throw new Error(`The talk has no slide with a click ${click}.`)
  return state
}

const first = stateAt(slides[0], 0)
const start = stateAt(stepped, 0)
const inside = stateAt(stepped, 2)
const end = stateAt(stepped, -1)
const last = stateAt(slides.findLast(({ isDeeper }) => !isDeeper), 0)
const { name, no } = start.slide

const beyond: readonly (readonly [address: string, to: State])[] = [
  [`${name}?clicks=999`, end],
  [`${no}?clicks=999`, end],
  [`${name}?clicks=abc`, start],
  [`${name}?clicks=-3`, start],
  [`${name}?clicks=`, start],
  [`${name}?step=nobody-called-a-step-so`, start],
  [`${still?.name}?clicks=5`, stateAt(still, 0)],
  ['999', last],
  ['0', first],
  ['-1', first],
  ['999?clicks=999', last],
  [`${no}/${inside.click}`, inside],
  [`#/${name}?clicks=${inside.click}`, inside],
  [`${name}&clicks=${inside.click}`, inside],
  [`${name}?clicks%3D${inside.click}`, inside],
]

const right: readonly (readonly [address: string, to: State])[] = [
  ['', first],
  [`${no}`, start],
  [`${no}?clicks=${inside.click}`, inside],
  [`${name}?clicks=${inside.click}`, inside],
  [`${name}?step=${inside.step?.id}`, inside],
  [`${no}?step=${end.step?.id}`, end],
  // Those with steps are opened by name where links and keys are compared.
  ...slides.filter(({ steps }) => !steps).map(slide => [slide.name, stateAt(slide, 0)] as const),
]

const paths: readonly (readonly [address: string, to: State])[] = [
  [`presenter/${name}?clicks=${inside.click}`, inside],
  [`presenter/${name}?clicks=999`, end],
  ['presenter/999', last],
  ['presenter/0', first],
]

describe('a link', () => {
  let visitor: Visitor
  beforeAll(async () => {
    visitor = await stage.visitor({ reducedMotion: 'reduce' })
  })

  const follow = async (address: string, to: State): Promise<URL> => {
    const before = visitor.pageErrors.length
    await visitor.page.goto(stage.url + address)
    await arrive(visitor.page, to)
    expect(visitor.pageErrors.slice(before)).toEqual([])
    return new URL(visitor.page.url())
  }

  test.each(right)('/%s is right', async (address, to) => {
    const { pathname } = await follow(address, to)
    expect(['/', `/${to.slide.no}`, `/${to.slide.name}`], nameOf(to)).toContain(pathname)
  })

  test.each(beyond)('/%s leads to the nearest state, under its permanent name or number', async (address, to) => {
    const { pathname, search } = await follow(address, to)
    expect([addressOf(to), addressOf(to).replace(to.slide.name, `${to.slide.no}`)]).toContain(`${pathname.slice(1)}${search}`)
  })

  test('to the page to be read leads there, though a sentence ends after it', async () => {
    await visitor.page.goto(`${stage.url}read.`)
    await visitor.page.locator('.read h1').waitFor()
    expect(new URL(visitor.page.url()).pathname).toBe('/read')
  })

  test.each(paths)('/%s leads the speaker there', async (address, to) => {
    const { pathname, search } = await follow(address, to)
    expect(`${pathname}${search}`).toBe(`/presenter/${addressOf(to)}`)
  })
})
