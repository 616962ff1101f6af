/** How a scalar is read, for the package `yaml`. */
interface Tag {
  readonly tag: string
  readonly default: true
  readonly test: RegExp
  readonly resolve: (text: string) => boolean | number
}

/**
 * What go-yaml reads otherwise than YAML 1.2 has it: words that are true or false, and whole numbers with a 0 before
 * them, which are octal, or with signs between their digits. Source: goyaml.v2, resolve.go.
 */
export const goTags: readonly Tag[] = [
  { tag: 'tag:yaml.org,2002:bool', default: true, test: /^(?:[yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF)$/, resolve: text => /^(?:y|on)/i.test(text) },
  { tag: 'tag:yaml.org,2002:int', default: true, test: /^[-+]?(?:0b[01_]+|0[0-7_]+|0x[\da-fA-F_]+|[1-9][\d_]*_[\d_]*)$/, resolve: (text) => {
    const digits = text.replace(/[-+_]/g, '').replace(/^0(?=\d)/, '0o')
    return (text.startsWith('-') ? -1 : 1) * Number(digits)
  } },
]
