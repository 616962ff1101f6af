/**
 * What the compiler says of the deck's own files. Slidev's client ships as TypeScript that keeps fewer rules than the
 * deck: it is read for its types, and what is said of its own files is left out.
 *
 * @param output of `vue-tsc --pretty false`: a line an error, and what belongs to it indented below
 */
export function ownComplaints(output: string): string {
  return output.split(/\n(?! )/).filter(complaint => !/^(?:\.\.\/)*node_modules\//.test(complaint)).join('\n').trim()
}
