import { newSlide } from './support/new-slide.ts'
import { ROOT } from './support/project.ts'
import { Stop, task } from './support/task.ts'

await task(async () => {
  const [name = '', after = ''] = process.argv.slice(2)
  if (!name)
    throw new Stop('Give the new slide a name, and the slide that it follows: npm run new-slide -- my-slide hub.')
  newSlide(ROOT, name, after)
  console.log(`slides/${name}/ is there, and slides/index.ts and slides.md have it after "${after}": put your title into slide.md, your words into steps.ts.`)
})
