import { createCompilerHost, createProgram, createSourceFile, flattenDiagnosticMessageText, parseJsonConfigFileContent, readConfigFile, ScriptTarget, sys } from 'typescript'
import type { CompilerHost } from 'typescript'
import { describe, expect, it } from 'vitest'

const { config } = readConfigFile('tsconfig.json', sys.readFile)
const { options } = parseJsonConfigFileContent(config, sys, '.')

/** What the compiler says of a piece of code that lies beside slides.md. */
function complaints(code: string): string[] {
  const file = `${sys.getCurrentDirectory()}/try.ts`
  const plain = createCompilerHost(options)
  const host: CompilerHost = {
    ...plain,
    fileExists: name => name === file || plain.fileExists(name),
    readFile: name => name === file ? code : plain.readFile(name),
    getSourceFile: (name, ...rest) => name === file ? plainFile(name, code) : plain.getSourceFile(name, ...rest),
  }
  const program = createProgram([file], { ...options, types: [] }, host)
  return program.getSemanticDiagnostics(program.getSourceFile(file)).map(({ messageText }) => flattenDiagnosticMessageText(messageText, '\n'))
}

function plainFile(name: string, code: string) {
  return createSourceFile(name, code, ScriptTarget.ESNext)
}

describe('a wrong name does not compile', () => {
  it.each([
    ['a step of the map', 'import type { MapStepId } from \'./slides/hub/steps.ts\'\nexport const step: MapStepId = \'STEP\'\n', 'dial-in'],
    ['a step of the request', 'import type { RequestStepId } from \'./slides/request/steps.ts\'\nexport const step: RequestStepId = \'STEP\'\n', 'answered'],
    ['a source', 'import type { SourceId } from \'./talk/sources.ts\'\nexport const source: SourceId = \'STEP\'\n', 'docs:concepts/architecture'],
    ['where a question is told', 'import type { StepReference } from \'./slides/check-yourself/step-reference.ts\'\nexport const reference: StepReference = { slide: \'hub\', step: \'STEP\' }\n', 'dial-in'],
    ['a part', 'import type { PartId } from \'./slides/parts/part.ts\'\nexport const part: PartId = \'STEP\'\n', 'etcd'],
  ])('%s', (_, code, right) => {
    expect(complaints(code.replace('STEP', right))).toEqual([])
    expect(complaints(code.replace('STEP', `${right}-2`)).join()).toContain('is not assignable to type')
  })
})
