import { describe, expect, test } from 'vitest'
import { slides } from '../../slides/index.ts'
import { outcomes } from '../../slides/outcomes/outcomes.ts'
import { talk } from '../../deck/slides.ts'
import { wantedPictures } from '../../static/pictures/requested-steps.ts'

const names = (...asked: string[]): string[] => wantedPictures(asked).map(({ name }) => name)

describe('pictures asked for', () => {
  test('are all where none is named, each under a name of its own', () => {
    const all = names()
    expect(new Set(all).size).toBe(all.length)
    // The initial step inside one is that one itself.
    const inside = outcomes.reduce((sum, { inner }) => sum + inner.length - 1, 0)
    expect(inside).toBeGreaterThan(40)
    expect(all).toHaveLength(slides.reduce((sum, { name }) => sum + (talk.get(name)?.length ?? 1), inside))
  })

  test('are all steps of a slide, a step by its name or number, and each once', () => {
    expect(names('hub')).toEqual(talk.get('hub')?.map(({ id }) => `hub-${id}`))
    expect(names('request@answered', 'cover')).toEqual(['request-answered', 'cover'])
    expect(names('hub@0', 'hub@planes')).toEqual(['hub-planes'])
  })

  test('are steps inside a step, too, by its name and theirs; the initial one is that step', () => {
    expect(names('outcomes@forbidden/authentication', 'outcomes@3/sent', 'outcomes@forbidden/answered')).toEqual(['outcomes-forbidden-authentication', 'outcomes-forbidden-sent', 'outcomes-forbidden'])
    expect(names('outcomes')).toContain('outcomes-image-pull-pulling')
  })

  test.each([
    ['reqest', 'There is no slide "reqest": did you mean "request"?'],
    ['request@anwsered', 'The slide "request" has no step "anwsered": did you mean "answered"?'],
    ['cover@first', 'The slide "cover" has no steps: leave out "@first".'],
    ['outcomes@forbidden/authentcation', 'The step "forbidden" of "outcomes" has no step "authentcation" inside: did you mean "authentication"?'],
    ['hub@planes/first', 'The step "planes" of "hub" has no steps inside: leave out "/first".'],
    ['outcomes@forbidden/sent/now', '"outcomes@forbidden/sent/now" is no name of a picture'],
    ['hub@dial-in@now', '"hub@dial-in@now" is no name of a picture: give a slide, or a slide and a step, such as request@answered.'],
  ])('%s is refused with what is nearest', (asked, sentence) => {
    expect(() => wantedPictures([asked])).toThrow(sentence)
  })

  test('are listed where none is like what was asked for', () => {
    expect(() => wantedPictures(['hub@99'])).toThrow(`The slide "hub" has no step "99": choose one of ${talk.get('hub')?.map(({ id }) => id).join(', ')}.`)
  })
})
