/*
 * npm run outline: prints the talk as a Markdown table, one row a slide.
 */
import { slideByName } from '../deck/slides.ts'
import { readTalk } from '../static/pdf/talk.ts'
import { outline } from '../tools/outline/table.ts'
import { task } from './support/task.ts'

await task(async () => {
  const { sections } = await readTalk()
  console.log(outline(sections.flatMap(({ slides }) => slides).map(({ name, title, steps, note }) => ({ title, steps, note, seconds: slideByName.get(name)?.seconds ?? 0 }))))
})
