import { parts } from '../../slides/parts/index.ts'
import type { Plane } from '../../slides/parts/part.ts'
import { conclusionSteps } from '../../slides/conclusion/steps.ts'
import { articleReferences } from '../../slides/references/references.ts'
import { wrapperSteps } from '../../slides/pod/steps.ts'
import { eightSteps } from '../../slides/eight-steps/steps.ts'
import { requestSteps } from '../../slides/request/steps.ts'
import { captionText, type Steps } from '../../talk/step.ts'
import { flowDrawing, mapDrawing } from './drawings.ts'

/** The name of the slide whose steps are compared: as many clicks as our request has, the same words, the same order. */
export const COMPARED = 'compared'

const slide = (lines: readonly string[], settings = ''): string => `---\n${settings}${settings && '---\n'}\n${lines.join('\n\n')}\n`

const clicked = (bullets: readonly string[], depth = 1): string => `<v-clicks depth="${depth}">\n\n${bullets.join('\n')}\n\n</v-clicks>`
const bullet = (text: string): string => `- ${text}`
const captions = (steps: Steps): string[] => steps.map(({ caption }) => captionText(caption))

function components(plane: Plane): string {
  const bullets = parts.filter(part => part.plane === plane).flatMap(({ name, analogy, duties }) => [
    `- **${name}**: ${analogy.toLowerCase()}.`,
    ...duties.map(({ says }) => `  - ${says}`),
  ])
  return clicked(bullets, 2)
}

/**
 * A deck as somebody makes it of the article with Slidev as it comes: each heading a slide, the two drawings inline,
 * a click for each bullet. In the words of this deck, as the article's are not ours to copy; headings, lists and
 * drawings are as many and as large as there.
 *
 * @returns the contents of a slides.md
 */
export function plainSlidevArticle(): string {
  const [opening = '', ...steps] = captions(requestSteps)
  return [
    slide(['# Kubernetes Architecture', captionText(conclusionSteps[0].caption)], 'theme: default\n'),
    slide(['## Two planes', mapDrawing(['Control plane', 'Worker nodes'], parts.map(({ short }) => short))]),
    slide(['## Control plane', components('control')]),
    slide(['## Worker node', components('worker')]),
    slide([
      '## What happens when you run kubectl?',
      opening,
      flowDrawing(eightSteps.slice(1).map(({ caption }) => caption.lead)),
      '::right::',
      // All of it fits on the slide: what lies outside would cost nothing to paint.
      '<div class="text-[10px] [&_li]:leading-[14px]">',
      clicked(steps.map(bullet)),
      '</div>',
    ], `layout: two-cols\nrouteAlias: ${COMPARED}\n`),
    slide(['## Pods and containers', clicked(captions(wrapperSteps).map(bullet))]),
    slide(['## Conclusion', captions(conclusionSteps).join(' ')]),
    slide(['## References', articleReferences.map(({ title, detail }) => bullet(`${title}, ${detail}`)).join('\n')]),
  ].join('\n')
}
