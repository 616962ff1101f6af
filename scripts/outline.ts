/*
 * npm run outline: prints the talk as a Markdown table, one row a slide.
 */
import { load } from '@slidev/parser/fs'
import { join } from 'node:path'
import { talk } from '../model/talk.ts'
import { outline } from './outline/table.ts'
import { ENTRY, ROOT } from './project.ts'
import { task } from './task.ts'

await task(async () => {
  const { slides } = await load({ userRoot: ROOT, roots: [ROOT] }, join(ROOT, ENTRY))
  console.log(outline(slides.map(({ title = '', frontmatter }) => ({ title, steps: talk.get(String(frontmatter['routeAlias'])) }))))
})
