import { type CompilerHost, type CompilerOptions, createCompilerHost, createProgram, createSourceFile, flattenDiagnosticMessageText, isImportDeclaration, isNamedImports, isStringLiteral, ModuleKind, ModuleResolutionKind, ScriptTarget } from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../scripts/support/project.ts'

/** Lies beside the declarations, and is not there. */
const FILE = join(ROOT, 'types/imported-from-slidev.ts')

/** Laxer than the deck's own: they are Slidev's files that are read. */
const options: CompilerOptions = {
  target: ScriptTarget.ESNext,
  module: ModuleKind.ESNext,
  moduleResolution: ModuleResolutionKind.Bundler,
  lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  types: ['vite/client', '@slidev/types/client'],
}

type Imported = readonly [module: string, name: string]

/** The names that a file imports from Slidev's client. */
function importedBy(code: string): readonly Imported[] {
  return createSourceFile('code.ts', code, ScriptTarget.ESNext).statements.flatMap((statement) => {
    if (!isImportDeclaration(statement) || !isStringLiteral(statement.moduleSpecifier) || !statement.moduleSpecifier.text.startsWith('@slidev/client'))
      return []
    const module = statement.moduleSpecifier.text
    const names = statement.importClause?.namedBindings
    return names && isNamedImports(names) ? names.elements.map(({ name, propertyName }): Imported => [module, (propertyName ?? name).text]) : []
  })
}

/** What the deck and its tests import from Slidev's client, each name once a module. */
function allImported(): readonly Imported[] {
  const files = globSync(['{components,composables,deck,layouts,logic,pages,setup,slides,state,tests}/**/*.{ts,vue}', '*.vue'], { cwd: ROOT })
  const all = files.flatMap((file) => {
    const source = readFileSync(join(ROOT, file), 'utf8')
    return importedBy(file.endsWith('.vue') ? /<script[^>]*>([\s\S]*?)<\/script>/.exec(source)?.[1] ?? '' : source)
  })
  return [...new Map(all.map(each => [each.join(), each])).values()]
}

/** What the compiler says of what Slidev exports, where the deck's declarations have another type or it is not there. */
function complaintsOf(imported: readonly Imported[]): readonly string[] {
  const code = imported.map(([module, name], index) =>
    `import { ${name} as real${index} } from '${module}'; export const declared${index}: typeof import('./slidev-client.d.ts').${name} = real${index}`).join('\n')
  const plain = createCompilerHost(options)
  const host: CompilerHost = {
    ...plain,
    fileExists: name => name === FILE || plain.fileExists(name),
    readFile: name => name === FILE ? code : plain.readFile(name),
    getSourceFile: (name, ...rest) => name === FILE ? createSourceFile(name, code, ScriptTarget.ESNext) : plain.getSourceFile(name, ...rest),
  }
  const program = createProgram([FILE], options, host)
  return program.getSemanticDiagnostics(program.getSourceFile(FILE)).map(({ messageText, start = 0 }) =>
    `${imported[code.slice(0, start).split('\n').length - 1]?.join(' ')}: ${flattenDiagnosticMessageText(messageText, '\n')}`)
}

describe('what is declared of Slidev’s client', () => {
  const imported = allImported()
  const planted: readonly Imported[] = [['@slidev/client', 'noSuchExport'], ['@slidev/client/noSuchModule.ts', 'useNav'], ['@slidev/client/state/index.ts', 'CLICKS_MAX']]
  let complaints: readonly string[] = []
  beforeAll(() => {
    complaints = complaintsOf([...imported, ...planted])
  }, 120_000)

  it('is of the types that Slidev exports', () => {
    expect(imported.length).toBeGreaterThan(20)
    expect(complaints.filter(each => !planted.some(one => each.startsWith(one.join(' '))))).toEqual([])
  })

  it.each(planted.map(each => [each.join(' '), each] as const))('is refused where Slidev has it not: %s', (_, [module, name]) => {
    expect(complaints.filter(each => each.startsWith(`${module} ${name}: `))).not.toEqual([])
  })
})
