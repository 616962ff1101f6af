import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { exercises, kindConfig } from '../../kit/exercises.ts'
import { deckTitle } from '../../logic/title.ts'
import { launchBrowser } from '../../scripts/browser/launch.ts'
import { NAME, ROOT, toolPath } from '../../scripts/support/project.ts'
import { settings } from '../../settings.ts'
import { CREDIT_LINE } from '../../talk/credit-line.ts'
import { occasionLine, speakerLine } from '../../talk/occasion.ts'
import { withColours } from '../../setup/own-colours.ts'
import { escapeHtml } from '../pages/html.ts'
import { replaceAll } from './replace-files.ts'

const face = (family: string, folder: string, weight: number): string =>
  `@font-face { font-family: '${family}'; font-weight: ${weight}; src: url(data:font/woff2;base64,${readFileSync(toolPath(`@fontsource/${folder}/files/${folder}-latin-${weight}-normal.woff2`)).toString('base64')}) }`

const style = (): string => `
${[400, 700].map(weight => face('Inter', 'inter', weight)).join('\n')}
${face('JetBrains Mono', 'jetbrains-mono', 400)}
${withColours(readFileSync(join(ROOT, 'styles/tokens.css'), 'utf8'), settings.colours)}
@page { size: A4; margin: 15mm 18mm 16mm; @bottom-right { content: "page " counter(page) " of " counter(pages); font: 11px Inter; color: var(--k-muted) } @bottom-left { content: ${JSON.stringify(`${deckTitle} · exercises`)}; font: 11px Inter; color: var(--k-muted) } }
body { margin: 0; font: 13px/19px Inter; color: var(--k-ink) }
h1 { margin: 0 0 4px; font: 700 26px/34px Inter }
h2 { margin: 18px 0 2px; font: 700 16px/22px Inter; color: var(--k-accent-ink) }
p { margin: 3px 0 }
pre { padding: 6px 10px; margin: 4px 0; font: 11.5px/17px 'JetBrains Mono'; font-variant-ligatures: none; white-space: pre-wrap; background: var(--k-control); border: 1px solid var(--k-line); border-radius: 6px }
code { font: 12px 'JetBrains Mono' }
section { break-inside: avoid }
.answers { break-before: page }
.where { font-weight: 700 }
.asks { font-weight: 700 }
.line { height: 26px; border-bottom: 1px solid var(--k-line) }
footer { margin-top: 24px; color: var(--k-muted) }`

const html = escapeHtml

/** The exercises as a page: tasks first, then the answers on pages of their own. */
function exercisesHtml(): string {
  const who = [speakerLine, occasionLine].filter(Boolean).map(line => `<p>${html(line)}</p>`).join('')
  const tasks = exercises.map(({ title, playground, commands, asks }, place) => `<section><h2>${place + 1} ${html(title)}</h2>
<p><span class="where">In the playground:</span> ${html(playground)}</p>
<p><span class="where">On a cluster:</span></p><pre>${commands.map(({ line }) => html(line)).join('\n')}</pre>
<p class="asks">${html(asks)}</p><div class="line"></div></section>`).join('\n')
  const answers = exercises.map(({ title, asks, answer }, place) => `<section><h2>${place + 1} ${html(title)}</h2><p class="asks">${html(asks)}</p><p>${html(answer)}</p></section>`).join('\n')
  return `<!DOCTYPE html><html lang="${html(settings.language)}"><head><meta charset="utf-8"><title>${html(deckTitle)}: exercises</title><style>${style()}</style></head><body>
<h1>${html(deckTitle)}: exercises</h1>${who}
<p>Each can be done twice: in the playground of the deck, on the slide <i>What breaks when this breaks?</i>, and with kubectl from 1.34 on, on the cluster that <code>npm start</code> keeps or on kind with three workers. They build on each other.</p>
<p><span class="where">kind:</span> <code>kind create cluster --config kind.yaml</code>, with this in kind.yaml:</p><pre>${html(kindConfig)}</pre>
${tasks}
<div class="answers"><h1>Answers</h1>${answers}</div>
<footer>${html(CREDIT_LINE)}${settings.licence && ` · ${html(settings.licence)}`}</footer></body></html>`
}

/**
 * Prints the exercises on A4, with answers, tagged.
 *
 * @param out folder for the PDF, absolute
 * @returns its path, and how many pages it has
 */
export async function exportExercises(out: string, made: Date = new Date()): Promise<{ readonly file: string, readonly pages: number }> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent(exercisesHtml())
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    const pdf = await PDFDocument.load(await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true }), { updateMetadata: false })
    pdf.setTitle(`${deckTitle}: exercises`, { showInWindowTitleBar: true })
    pdf.setAuthor([settings.speaker, CREDIT_LINE].filter(Boolean).join('; '))
    pdf.setLanguage(settings.language)
    pdf.setCreationDate(made)
    pdf.setModificationDate(made)
    const file = join(out, `${NAME}-exercises.pdf`)
    replaceAll([{ file, contents: await pdf.save() }])
    return { file, pages: pdf.getPageCount() }
  }
  finally {
    await browser.close()
  }
}
