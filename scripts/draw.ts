/*
 * npm run draw: draws every diagrams/*.mmd with Mermaid, once, into the .svg beside it, which is committed.
 * So no visitor downloads Mermaid, and no build needs a browser.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from './browser/launch.ts'
import { measure } from '../static/mermaid/measure.ts'
import { originOf } from '../static/mermaid/origin.ts'
import { evenRows } from '../static/mermaid/rows.ts'
import { svgText } from '../static/mermaid/svg.ts'
import { ROOT } from './support/project.ts'
import { task } from './support/task.ts'

await task(async () => {
  const browser = await launchBrowser()
  try {
    for (const name of globSync('diagrams/*.mmd', { cwd: ROOT }).sort()) {
      const source = readFileSync(join(ROOT, name), 'utf8')
      const drawing = name.replace(/\.mmd$/, '.svg')
      writeFileSync(join(ROOT, drawing), svgText(evenRows(await measure(browser, source)), originOf(source)))
      console.log(drawing)
    }
  }
  finally {
    await browser.close()
  }
})
