/*
 * npm run outline: prints the talk as a Markdown table, one row a slide, and the slides beside it as another.
 */
import { slideByName } from '../deck/slides.ts'
import { isDeeperSlide } from '../slides/sections.ts'
import { readTalk } from '../static/pdf/read-talk.ts'
import { outline } from '../tools/outline/table.ts'
import { task } from './support/task.ts'

await task(async () => {
  const { sections } = await readTalk()
  const rows = sections.flatMap(({ slides }) => slides).map(({ name, title, steps, said }) => ({ name, title, steps, said, seconds: slideByName.get(name)?.seconds ?? 0 }))
  console.log(outline(rows.filter(({ name }) => !isDeeperSlide(name))))
  console.log('\nBeside the talk, reached by map, search and links:\n')
  console.log(outline(rows.filter(({ name }) => isDeeperSlide(name))))
})
