import { type CompilerHost, createCompilerHost, createProgram, createSourceFile, flattenDiagnosticMessageText, parseJsonConfigFileContent, type Program, readConfigFile, ScriptTarget, sys } from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'

const { config } = readConfigFile('tsconfig.json', sys.readFile)
const { options } = parseJsonConfigFileContent(config, sys, '.')

/** A name of each kind that is checked, and code beside slides.md in which it stands for NAME. */
const cases = [
  ['a step of the map', 'import type { MapStepId } from \'./slides/hub/steps.ts\'\nexport const step: MapStepId = \'NAME\'\n', 'dial-in'],
  ['a step of the request', 'import type { RequestStepId } from \'./slides/request/steps.ts\'\nexport const step: RequestStepId = \'NAME\'\n', 'answered'],
  ['a source', 'import type { SourceId } from \'./talk/sources.ts\'\nexport const source: SourceId = \'NAME\'\n', 'docs:concepts/architecture'],
  ['where a question is told', 'import type { StepReference } from \'./slides/check-yourself/step-reference.ts\'\nexport const reference: StepReference = { slide: \'hub\', step: \'NAME\' }\n', 'dial-in'],
  ['a part', 'import type { PartId } from \'./slides/parts/part.ts\'\nexport const part: PartId = \'NAME\'\n', 'etcd'],
] as const

/** The code of each case with its right name, and with a wrong one, by the path of a file that is not there. */
const files = new Map<string, string>(cases.flatMap(([, code, name], index) => [name, `${name}-2`].map((each, wrong) =>
  [`${sys.getCurrentDirectory()}/case-${index}-${wrong}.ts`, code.replace('NAME', each)] as const)))

/** All cases make one program: what they import is read once. */
function compile(): Program {
  const plain = createCompilerHost(options)
  const host: CompilerHost = {
    ...plain,
    fileExists: name => files.has(name) || plain.fileExists(name),
    readFile: name => files.get(name) ?? plain.readFile(name),
    getSourceFile: (name, ...rest) => {
      const code = files.get(name)
      return code === undefined ? plain.getSourceFile(name, ...rest) : createSourceFile(name, code, ScriptTarget.ESNext)
    },
  }
  return createProgram([...files.keys()], { ...options, types: [] }, host)
}

/** What the compiler says of each file, in the order of the cases. */
const complaints = (program: Program): readonly string[] => [...files.keys()].map(file =>
  program.getSemanticDiagnostics(program.getSourceFile(file)).map(({ messageText }) => flattenDiagnosticMessageText(messageText, '\n')).join())

describe('a wrong name does not compile', () => {
  let said: readonly string[] = []
  beforeAll(() => {
    said = complaints(compile())
  }, 60_000)
  it.each(cases.map(([name], index) => [name, index] as const))('%s', (_, index) => {
    expect(said).toHaveLength(2 * cases.length)
    expect(said[2 * index]).toBe('')
    expect(said[2 * index + 1]).toContain('is not assignable to type')
  })
})
