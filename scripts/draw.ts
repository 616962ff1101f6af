/*
 * npm run draw: draws every diagrams/*.mmd with Mermaid, once, into the .svg beside it, which is committed.
 * So no visitor downloads Mermaid, and no build needs a browser.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from './browser/launch.ts'
import { measure } from '../tools/draw/measure.ts'
import { originOf } from '../tools/draw/origin.ts'
import { evenRows } from '../tools/draw/rows.ts'
import { svgText } from '../tools/draw/svg.ts'
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
