/*
 * npm run models: writes kubernetes/rest/models.json and more-models.json, the fields of the API and their words, from
 * the packages of tools/models. With --check it only says whether they are what the packages give.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { models } from '../kubernetes/rest/schema.ts'
import { fileTexts } from '../tools/models/files.ts'
import { readModels } from '../tools/models/models.ts'
import { ROOT } from './support/project.ts'
import { parseOptions, Stop, task } from './support/task.ts'
import { toolPackages } from './support/tool-packages.ts'

await task(async () => {
  const { check } = parseOptions({ check: { type: 'boolean', default: false } }, process.argv.slice(2))
  const { page, more } = fileTexts(await readModels(await toolPackages('models')), models)
  const files = [['kubernetes/rest/models.json', page], ['kubernetes/rest/more-models.json', more]] as const
  const changed = files.filter(([file, text]) => readFileSync(join(ROOT, file), 'utf8') !== text)
  const names = changed.map(([file]) => file).join(' and ')
  if (check && names)
    throw new Stop(`The packages of tools/models give otherwise what stands in ${names}: npm run models writes it.`)
  for (const [file, text] of changed)
    writeFileSync(join(ROOT, file), text)
  console.log(names ? `Written: ${names}.` : 'Both files are what the packages give.')
})
