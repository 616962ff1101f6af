import { dirname, join } from 'node:path'
import ts from 'typescript'

/** What a package declares of one structure of the API. */
export interface Declaration {
  readonly description: string
  readonly fields: ReadonlyMap<string, DeclaredField>
}

/** A field as it is declared. */
export interface DeclaredField {
  readonly description: string
  readonly required: boolean
  /** The name of the structure that it holds, or holds in a list or a map, and the file that declares it; undefined for anything else. */
  readonly of?: { readonly name: string, readonly file: string }
}

/** The words of the comment above a declaration, without the signs that keep them from being taken for something else. */
function wordsAbove(node: ts.Node, source: ts.SourceFile): string {
  const [comment] = ts.getJSDocCommentsAndTags(node)
  const lines = comment?.getText(source).replace(/^\/\*\*|\*\/$/g, '').split('\n').map(line => line.replace(/^\s*\* ?/, '')) ?? []
  return lines.join('\n').replaceAll('\\*', '*').replaceAll('*\\/', '*/').trim().replace(/\n@deprecated$/, '')
}

/** The first name of a type that `imports` has. */
function importedName(node: ts.Node, imports: ReadonlyMap<string, string>): string | undefined {
  return ts.isIdentifier(node) && imports.has(node.text) ? node.text : ts.forEachChild(node, child => importedName(child, imports))
}

/** Reads the first type that a file declares. `packages` is the folder in which packages are installed. @throws Error if it declares none */
export function readDeclaration(text: string, file: string, packages: string): Declaration {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const imports = new Map(source.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    const path = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : ''
    const names = importClause?.namedBindings && ts.isNamedImports(importClause.namedBindings) ? importClause.namedBindings.elements : []
    const from = `${join(path.startsWith('.') ? dirname(file) : packages, path).replace(/\.js$/, '')}.d.ts`
    return names.map(({ name }) => [name.text, from] as const)
  }))
  const declared = source.statements.find(each => ts.isInterfaceDeclaration(each) || ts.isClassDeclaration(each) || ts.isTypeAliasDeclaration(each))
  if (!declared)
    throw new Error(`${file} declares no type.`)
  const members: readonly ts.Node[] = ts.isTypeAliasDeclaration(declared) ? [] : declared.members
  const fields = members.filter(each => ts.isPropertySignature(each) || ts.isPropertyDeclaration(each)).map((member) => {
    const name = member.type && importedName(member.type, imports)
    const from = name && imports.get(name)
    return [member.name.getText(source).replaceAll(/['"]/g, ''), { description: wordsAbove(member, source), required: !member.questionToken, ...(from && { of: { name, file: from } }) }] as const
  })
  return { description: wordsAbove(declared, source), fields: new Map(fields) }
}
