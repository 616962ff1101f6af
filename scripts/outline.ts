/*
 * npm run outline: prints the talk as a Markdown table, one row a slide.
 */
import { load } from '@slidev/parser/fs'
import { join } from 'node:path'
import { talk } from '../deck/slides.ts'
import { outline } from '../tools/outline/table.ts'
import { ENTRY, ROOT } from './support/project.ts'
import { task } from './support/task.ts'

await task(async () => {
  const { slides } = await load({ userRoot: ROOT, roots: [ROOT] }, join(ROOT, ENTRY))
  console.log(outline(slides.map(({ title = '', frontmatter }) => ({ title, steps: talk.get(String(frontmatter['routeAlias'])) }))))
})
