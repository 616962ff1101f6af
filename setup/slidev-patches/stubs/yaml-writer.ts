/** What writes YAML, and nothing here asks for. It would be asked for the text of a key that is a list or a map, which no object of the API has. @throws Error in the words of go-yaml */
function refuse(): never {
  throw new Error('invalid map key')
}

export { refuse as createStringifyContext, refuse as stringifyCollection, refuse as stringifyDocument, refuse as stringifyNumber, refuse as stringifyPair, refuse as stringifyString }
