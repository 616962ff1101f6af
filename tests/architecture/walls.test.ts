import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const eslint = new ESLint()

async function complaints(file: string, code: string) {
  const [result] = await eslint.lintText(code, { filePath: file })
  return result?.messages.filter(({ ruleId }) => ruleId === 'no-restricted-imports').length ?? 0
}

const vue = (line: string) => `<script setup lang="ts">\n${line}\n</script>\n\n<template>\n  <p />\n</template>\n`

describe('imports run one way', () => {
  it.each([
    ['kubernetes/x.ts', 'import { ref } from \'vue\'\nref()\n'],
    ['kubernetes/server/x.ts', 'import { settings } from \'../../settings.ts\'\nsettings.deck\n'],
    ['kubernetes/x.ts', 'import { sourceOf } from \'../talk/sources.ts\'\nsourceOf(\'docs:concepts/architecture\')\n'],
    ['talk/x.ts', 'import { slides } from \'../slides/index.ts\'\nslides.at(0)\n'],
    ['slides/hub/steps.ts', 'import { ref } from \'vue\'\nref()\n'],
    ['slides/hub/layout.ts', 'import { useNav } from \'@slidev/client\'\nuseNav()\n'],
    ['slides/hub/x.ts', 'import { talk } from \'../../deck/slides.ts\'\ntalk.get(\'hub\')\n'],
    ['slides/hub/Picture.vue', vue('import { useSlideContext } from \'@slidev/client\'\nuseSlideContext()')],
    ['slides/hub/Picture.vue', vue('import { useAnnouncement } from \'../../composables/useAnnouncement.ts\'\nuseAnnouncement()')],
    ['deck/x.ts', 'import { notice } from \'../state/notice.ts\'\nnotice.value\n'],
    ['components/diagram/x.ts', 'import { parts } from \'../../slides/parts/index.ts\'\nparts.at(0)\n'],
    ['components/diagram/X.vue', vue('import { useSteps } from \'../frame/useSteps.ts\'\nuseSteps()')],
    ['components/diagram/x.ts', 'import { x } from \'../../scripts/support/task.ts\'\nx()\n'],
    ['components/frame/x.ts', 'import { parts } from \'../../slides/parts/index.ts\'\nparts.at(0)\n'],
    ['composables/x.ts', 'import Bar from \'../components/reader/ReaderBar.vue\'\nBar.name\n'],
    ['pages/x.ts', 'import { x } from \'../static/build-deck.ts\'\nx()\n'],
    ['layouts/x.vue', vue('import { x } from \'../scripts/support/task.ts\'\nx()')],
    ['setup/x.ts', 'import { x } from \'../scripts/build.ts\'\nx()\n'],
    ['static/x.ts', 'import { x } from \'../tools/record/cluster/read.ts\'\nx()\n'],
  ])('%s may not import from a higher folder', async (file, code) => {
    expect(await complaints(file, code)).toBeGreaterThan(0)
  })

  it.each([
    ['slides/hub/x.ts', 'import { sourceOf } from \'../../talk/sources.ts\'\nsourceOf(\'docs:concepts/architecture\')\n'],
    ['slides/hub/Picture.vue', vue('import { useSteps } from \'../../components/frame/useSteps.ts\'\nuseSteps()')],
    ['deck/x.ts', 'import { parts } from \'../slides/parts/index.ts\'\nparts.at(0)\n'],
    ['static/x.ts', 'import { talk } from \'../deck/slides.ts\'\ntalk.get(\'hub\')\n'],
  ])('%s may import from a lower one', async (file, code) => {
    expect(await complaints(file, code)).toBe(0)
  })
})
