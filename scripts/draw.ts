/*
 * npm run draw: draws every diagrams/*.mmd with Mermaid, once, into the .svg beside it, which is committed.
 * So no visitor downloads Mermaid, and no build needs a browser.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-chromium'
import { ensureBrowser } from './browser.ts'
import { measure } from './drawing/measure.ts'
import { originOf } from './drawing/origin.ts'
import { svgText } from './drawing/svg.ts'
import { ROOT } from './project.ts'
import { task } from './task.ts'

await task(async () => {
  const browser = await chromium.launch({ executablePath: await ensureBrowser() })
  try {
    for (const name of globSync('diagrams/*.mmd', { cwd: ROOT }).sort()) {
      const source = readFileSync(join(ROOT, name), 'utf8')
      const drawing = name.replace(/\.mmd$/, '.svg')
      writeFileSync(join(ROOT, drawing), svgText(await measure(browser, source), originOf(source)))
      console.log(drawing)
    }
  }
  finally {
    await browser.close()
  }
})
