/** What the compiler says of the deck's own files: Slidev's client ships as TypeScript with fewer rules, and what is said of that is left out. */
export function ownComplaints(output: string): string {
  return output.split(/\n(?! )/).filter(complaint => !/^(?:\.\.\/)*node_modules\//.test(complaint)).join('\n').trim()
}
