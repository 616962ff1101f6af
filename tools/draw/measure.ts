import type { Browser } from 'playwright-chromium'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../scripts/support/project.ts'
import { readDrawing } from './read.ts'
import { type Geometry, type } from './geometry.ts'

const packages = join(ROOT, 'node_modules')

/*
 * Mermaid keeps 40 px before and after every label and 8 px round a state's name, and neither can be set.
 * Drawn 2.4 times as large and shrunk, the first becomes 17, and a diagram of eight columns fits a slide;
 * names measured a fifth larger than they are shown give the second a margin.
 */
const SCALE = 2.4
const FONT_SLACK = 1.18

const config = {
  startOnLoad: false,
  htmlLabels: false,
  layout: 'elk',
  look: 'classic',
  theme: 'base',
  state: { minNodeWidth: 0, wrappingWidth: 2000 },
  elk: { mergeEdges: true, considerModelOrder: 'NODES_AND_EDGES', nodePlacementAlignment: 'RIGHTDOWN' },
  themeVariables: { fontFamily: 'Inter', fontSize: `${SCALE * type.label}px` },
  themeCSS: `
    .statediagram-state .label tspan { font-size: ${SCALE * FONT_SLACK * type.state}px; font-weight: 700 }
    circle.state-start { r: ${SCALE * 7}px }
    .node.default > .outer-path { transform: scale(${SCALE}) }`,
} as const

function fontFace(weight: number): string {
  const file = join(packages, `@fontsource/inter/files/inter-latin-${weight}-normal.woff2`)
  return `@font-face { font-family: Inter; font-weight: ${weight}; src: url(data:font/woff2;base64,${readFileSync(file, 'base64')}) }`
}

/** Lets Mermaid draw a state diagram in the deck's own font, without network, and reads off where it put everything. @throws if Mermaid cannot read the source */
export async function measure(browser: Browser, source: string): Promise<Geometry> {
  const context = await browser.newContext({ offline: true })
  try {
    const page = await context.newPage()
    await page.setContent(`<!doctype html><style>${[400, 700].map(fontFace).join('\n')}</style>`)
    await page.evaluate(() => Promise.all([400, 700].map(weight => document.fonts.load(`${weight} 16px Inter`))))
    await page.addScriptTag({ path: join(packages, 'mermaid/dist/mermaid.min.js') })
    return await page.evaluate(readDrawing, { source, config, scale: SCALE })
  }
  finally {
    await context.close()
  }
}
