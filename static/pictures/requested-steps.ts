import { nearestWord } from '../../logic/edit-distance.ts'
import type { SlideDefinition } from '../../talk/slide.ts'
import { slides } from '../../slides/index.ts'
import { Stop } from '../../scripts/support/task.ts'

/** A picture at one step. */
export interface WantedPicture {
  /** Permanent name of the slide. */
  readonly slide: string
  /** Permanent name of the step; undefined on a slide that has none. */
  readonly step: string | undefined
  /** The click that shows it, from 0. */
  readonly click: number
  /** Its permanent name, which is also that of its file, such as `request-answered`. */
  readonly name: string
}

const picture = (slide: string, click: number, step?: string): WantedPicture => ({ slide, step, click, name: step === undefined ? slide : `${slide}-${step}` })

/** All pictures of a slide, in the order of its steps. */
const picturesOf = ({ name, steps }: Pick<SlideDefinition, 'name' | 'steps'>): readonly WantedPicture[] =>
  steps?.map(({ id }, click) => picture(name, click, id)) ?? [picture(name, 0)]

/** A sentence that leads from a name that there is not to the nearest that there is. */
function unknown(sentence: string, word: string, words: readonly string[]): Stop {
  const nearest = nearestWord(word, words)
  return new Stop(`${sentence}: ${nearest === undefined ? `choose one of ${words.join(', ')}.` : `did you mean "${nearest}"?`}`)
}

/**
 * The pictures that somebody asked for by name.
 *
 * @param names `hub` for all steps of a slide, `hub@dial-in` or `hub@3` for one; none for all there are
 * @throws Stop if there is no such slide or step, with the nearest name
 */
export function wantedPictures(names: readonly string[], all: readonly SlideDefinition[] = slides): readonly WantedPicture[] {
  const found = names.flatMap((asked) => {
    const [name = '', step, ...more] = asked.split('@')
    if (more.length > 0)
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
    return [one]
  })
  return names.length === 0 ? all.flatMap(picturesOf) : [...new Map(found.map(each => [each.name, each])).values()]
}
