import { injectionClicksContext } from '@slidev/client/constants.ts'
import { defineComponent, h, provide, shallowRef } from 'vue'
import { slides } from '#slidev/slides'
import { nameOf } from '../../components/frame/next-step.ts'
import AnswerRow from '../../slides/check-yourself/AnswerRow.vue'
import QuizWidget from '../../slides/check-yourself/QuizWidget.vue'
import QuizCard from '../../slides/check-yourself/QuizCard.vue'
import QuizPlayer from '../../slides/check-yourself/QuizPlayer.vue'
import { provideFixedNav } from '../../pages/fixed-nav.ts'
import ReadPage from '../../pages/read/ReadPage.vue'
import { renderComponent } from './render-slides.ts'

export interface RenderedReading {
  readonly markup: string
  /** What marks the styles of the quiz, which comes later. */
  readonly scopes: readonly string[]
}

/** Vue's compiler leaves the mark of a component's styles with it. */
const scopeOf = (component: object): string[] => '__scopeId' in component ? [String(component.__scopeId)] : []

/** Draws the talk as one page to be read. */
export async function renderReading(): Promise<RenderedReading> {
  const [route] = slides.value
  if (!route)
    throw new Error('There are no slides to be read.')
  const root = defineComponent({
    setup() {
      provide(injectionClicksContext, shallowRef(provideFixedNav(route, 0, 0)))
      return () => h(ReadPage)
    },
  })
  const html = await renderComponent(root, '/read', 'read')
  const names = slides.value.map(nameOf)
  // Where the deck's router would lead to a slide, the page leads to its own part on it.
  const markup = names.reduce((page, name) => page.replaceAll(`href="/${name}"`, `href="#${name}"`), html)
  return { markup, scopes: [QuizWidget, QuizPlayer, QuizCard, AnswerRow].flatMap(scopeOf) }
}
