const dnsLabel = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const labelName = '[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?'
const alphanumeric = 'must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character'
const keyText = `${alphanumeric} (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`
const subdomain = `${dnsLabel}(\\.${dnsLabel})*`

/** What names are made of, as regular expressions, and the words for those that are not. Source: apimachinery/pkg/util/validation/validation.go. */
export const names = {
  label: { pattern: dnsLabel, text: `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${dnsLabel}')`, most: 63 },
  service: { pattern: '[a-z]([-a-z0-9]*[a-z0-9])?', text: 'a DNS-1035 label must consist of lower case alphanumeric characters or \'-\', start with an alphabetic character, and end with an alphanumeric character (e.g. \'my-name\',  or \'abc-123\', regex used for validation is \'[a-z]([-a-z0-9]*[a-z0-9])?\')', most: 63 },
  subdomain: { pattern: subdomain, text: `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`, most: 253 },
} as const

/** Says that a text is too long. */
export function tooLong(text: string, most: number): readonly string[] {
  return text.length > most ? [`must be no more than ${most} bytes`] : []
}

/** What is wrong with a name. */
export function nameErrors(name: string, { pattern, text, most }: typeof names[keyof typeof names]): readonly string[] {
  return [...tooLong(name, most), ...new RegExp(`^${pattern}$`).test(name) ? [] : [text]]
}

/** What is wrong with the key of a label, a taint or an annotation. Source: as above (IsQualifiedName). */
export function labelKeyErrors(key: string): readonly string[] {
  const [name = '', prefix, ...more] = key.split('/').reverse()
  if (more.length > 0)
    return [`a valid label key ${keyText} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`]
  return [
    ...(prefix === undefined ? [] : prefix === '' ? ['must be non-empty'] : nameErrors(prefix, names.subdomain)).map(each => `prefix part ${each}`),
    ...[...name === '' ? ['must be non-empty'] : tooLong(name, 63), ...new RegExp(`^${labelName}$`).test(name) ? [] : [keyText]].map(each => `name part ${each}`),
  ]
}

/** What is wrong with the value of a label. Source: as above (IsValidLabelValue). */
export function labelValueErrors(value: string): readonly string[] {
  return [...tooLong(value, 63), ...value === '' || new RegExp(`^${labelName}$`).test(value) ? [] : [`a valid label must be an empty string or ${alphanumeric.slice('must '.length)} (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`]]
}
