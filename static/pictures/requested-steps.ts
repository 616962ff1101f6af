import { nearestWord } from '../../logic/edit-distance.ts'
import type { SlideDefinition } from '../../talk/slide.ts'
import type { Step } from '../../talk/step.ts'
import { slides } from '../../slides/index.ts'
import { Stop } from '../../scripts/support/task.ts'

export interface WantedPicture {
  readonly slide: string
  /** Permanent name of the step; undefined on a slide that has none. */
  readonly step: string | undefined
  readonly click: number
  /** Permanent name of the step inside that one; undefined where it is the initial one, or there is none. */
  readonly inside: string | undefined
  readonly name: string
}

const picture = (slide: string, click: number, step?: string, inside?: string): WantedPicture =>
  ({ slide, step, click, inside, name: [slide, step, inside].filter(each => each !== undefined).join('-') })

/** The picture of a step, and those of the steps inside it. */
const picturesOfStep = (slide: string, { id, inner }: Step, click: number): readonly WantedPicture[] =>
  [picture(slide, click, id), ...inner?.steps.filter(each => each.id !== inner.initial).map(each => picture(slide, click, id, each.id)) ?? []]

const picturesOf = ({ name, steps }: Pick<SlideDefinition, 'name' | 'steps'>): readonly WantedPicture[] =>
  steps?.flatMap((step, click) => picturesOfStep(name, step, click)) ?? [picture(name, 0)]

/** A sentence that leads from a name that there is not to the nearest that there is. */
function unknown(sentence: string, word: string, words: readonly string[]): Stop {
  const nearest = nearestWord(word, words)
  return new Stop(`${sentence}: ${nearest === undefined ? `choose one of ${words.join(', ')}.` : `did you mean "${nearest}"?`}`)
}

/**
 * The pictures that somebody asked for by name.
 *
 * @param names `hub` for all steps of a slide, `hub@dial-in` or `hub@3` for one, `outcomes@forbidden/authentication` for one inside it; none for all there are
 * @throws Stop if there is no such slide or step, with the nearest name
 */
export function wantedPictures(names: readonly string[], all: readonly SlideDefinition[] = slides): readonly WantedPicture[] {
  const found = names.flatMap((asked) => {
    const [name = '', place, ...more] = asked.split('@')
    const [step, inside, ...further] = place?.split('/') ?? []
    if (more.length + further.length > 0)
      throw new Stop(`"${asked}" is no name of a picture: give a slide, or a slide and a step, such as request@answered.`)
    const slide = all.find(each => each.name === name)
    if (!slide)
      throw unknown(`There is no slide "${name}"`, name, all.map(each => each.name))
    const pictures = picturesOf(slide)
    if (step === undefined)
      return pictures
    if (!slide.steps)
      throw new Stop(`The slide "${name}" has no steps: leave out "@${step}".`)
    const one = pictures.find(each => each.step === step || String(each.click) === step)
    if (!one)
      throw unknown(`The slide "${name}" has no step "${step}"`, step, slide.steps.map(({ id }) => id))
    const inner = slide.steps[one.click]?.inner
    if (inside === undefined || inside === inner?.initial)
      return [one]
    if (!inner)
      throw new Stop(`The step "${step}" of "${name}" has no steps inside: leave out "/${inside}".`)
    const within = pictures.find(each => each.click === one.click && each.inside === inside)
    if (!within)
      throw unknown(`The step "${step}" of "${name}" has no step "${inside}" inside`, inside, inner.steps.map(({ id }) => id))
    return [within]
  })
  return names.length === 0 ? all.flatMap(picturesOf) : [...new Map(found.map(each => [each.name, each])).values()]
}
