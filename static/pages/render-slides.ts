import { injectionClicksContext } from '@slidev/client/constants.ts'
import SlideWrapper from '@slidev/client/internals/SlideWrapper.vue'
import type { ClicksContext } from '@slidev/types'
import { type Component, createSSRApp, defineComponent, h, provide, shallowRef, type VNode } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import { slides } from '#slidev/slides'
import WordsPanel from '../../components/reader/WordsPanel.vue'
import { provideFixedNav } from '../../pages/fixed-nav.ts'
import { chooseCut } from '../../logic/choose-cut.ts'
import { posterClick } from '../../talk/step.ts'
import { narration } from '../../deck/narration.ts'
import { talk } from '../../deck/slides.ts'

/** A slide drawn outside a browser. */
export interface RenderedSlide {
  readonly no: number
  readonly name: string
  readonly title: string
  readonly section: string
  readonly said: readonly string[]
  /** Markup of its first state, of its last, and of the one that stands for all. */
  readonly first: string
  readonly last: string
  readonly poster: string
  /** Markup of the panel with what is said at the first state; empty where nothing is. */
  readonly words: string
}

type Route = (typeof slides.value)[number]

/**
 * Draws a component in Node. Its scoped styles are those of the built deck.
 *
 * @param component what to draw
 * @param path address that its router believes to be at
 * @param idPrefix keeps the ids apart where a page holds more than one drawing
 */
export async function renderComponent(component: Component, path: string, idPrefix: string): Promise<string> {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any(.*)*', name: 'play', component: { render: () => null } }] })
  await router.push(path)
  const app = createSSRApp(component)
  app.config.idPrefix = idPrefix
  // Vue would leave out of its markup what fails.
  app.config.throwUnhandledErrorInProduction = true
  app.use(router)
  const html = await renderToString(app)
  // Marks for a Vue that takes the markup over; the deck's draws its own beside it.
  return html.replace(/<!--.*?-->/g, '')
}

/** What to draw, given the clicks of its slide. */
type Draw = (clicksContext: ClicksContext) => VNode

/** Draws something of one slide at one click. */
async function renderAt(route: Route, path: string, click: number, clicks: number, idPrefix: string, draw: Draw): Promise<string> {
  const stage = defineComponent({
    setup() {
      const context = provideFixedNav(route, click, clicks)
      // For what stands beside the slide; the slide itself has its own.
      provide(injectionClicksContext, shallowRef(context))
      return () => draw(context)
    },
  })
  return renderComponent(stage, path, idPrefix)
}

/** All slides, in order. */
export async function renderSlides(): Promise<readonly RenderedSlide[]> {
  chooseCut(Number(process.env['DECK_SLOT']))
  const rendered: RenderedSlide[] = []
  for (const route of slides.value) {
    const { title = '', frontmatter = {} } = route.meta.slide ?? {}
    const name = String(frontmatter['routeAlias'])
    const steps = talk.get(name)
    const clicks = (steps?.length ?? 1) - 1
    const said = narration[name] ?? []
    const [words] = said
    const render = (idPrefix: string, click: number, draw: Draw): Promise<string> => renderAt(route, `/${name}`, click, clicks, idPrefix, draw)
    const slide: Draw = clicksContext => h(SlideWrapper, { route, clicksContext, renderContext: 'slide' })
    rendered.push({
      no: route.no,
      name,
      title,
      section: String(frontmatter['section'] ?? ''),
      said,
      first: await render('first', 0, slide),
      last: await render('last', clicks, slide),
      poster: await render('poster', posterClick(steps), slide),
      words: words ? await render('words', 0, () => h(WordsPanel, { words, open: true })) : '',
    })
  }
  return rendered
}
