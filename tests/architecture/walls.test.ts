import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const eslint = new ESLint()

async function complaints(file: string, code: string) {
  const [result] = await eslint.lintText(code, { filePath: file })
  return result?.messages.filter(({ ruleId }) => ruleId === 'no-restricted-imports').length ?? 0
}

const vue = (line: string) => `<script setup lang="ts">\n${line}\n</script>\n\n<template>\n  <p />\n</template>\n`

describe('the walls of the house stand', () => {
  it.each([
    ['model/x.ts', 'import { ref } from \'vue\'\nref()\n'],
    ['model/x.ts', 'import { useSteps } from \'../composables/useSteps.ts\'\nuseSteps()\n'],
    ['model/cluster/x.ts', 'import { settings } from \'../../settings.ts\'\nsettings.deck\n'],
    ['components/diagram/x.ts', 'import { parts } from \'../../model/architecture/anatomy.ts\'\nparts.at(0)\n'],
    ['components/diagram/X.vue', vue('import { useSteps } from \'../../composables/useSteps.ts\'\nuseSteps()')],
    ['components/diagram/x.ts', 'import { x } from \'../../scripts/task.ts\'\nx()\n'],
    ['components/diagram/x.ts', 'import { mapRect } from \'../architecture/cluster-map-layout.ts\'\nmapRect(\'etcd\')\n'],
    ['components/request/XPicture.vue', vue('import { useSlideContext } from \'@slidev/client\'\nuseSlideContext()')],
    ['composables/x.ts', 'import Box from \'../components/diagram/DiagramBox.vue\'\nBox.name\n'],
    ['components/request/XPicture.vue', vue('import { readTalk } from \'../../pages/reading.ts\'\nreadTalk()')],
    ['pages/x.ts', 'import { x } from \'../scripts/task.ts\'\nx()\n'],
    ['layouts/x.vue', vue('import { x } from \'../scripts/task.ts\'\nx()')],
    ['setup/x.ts', 'import { x } from \'../scripts/task.ts\'\nx()\n'],
  ])('%s may not reach over them', async (file, code) => {
    expect(await complaints(file, code)).toBeGreaterThan(0)
  })

  it.each([
    ['model/cluster/x.ts', 'import { sourceOf } from \'../sources.ts\'\nsourceOf(\'docs:concepts/architecture\')\n'],
    ['components/request/x.ts', 'import { parts } from \'../../model/architecture/anatomy.ts\'\nparts.at(0)\n'],
  ])('%s may use its own side', async (file, code) => {
    expect(await complaints(file, code)).toBe(0)
  })
})
