/** The letters of names that Kubernetes draws. A template's hash is a number of 32 bits in these, of up to ten digits. */
const drawn = '[bcdfghjklmnpqrstvwxz2456789]'

/** What is replaced, in this order: names that are drawn, uids, times and addresses, and the numbers of versions. */
const replacements: readonly (readonly [RegExp, string])[] = [
  // kubectl says this, or not, of a watch that it has just ended itself: whichever of two things it sees first.
  [/^[IE]\d{4} [\d:.]+ +\d+ reflector\.go:\d+\] .*(?:very short watch|context deadline exceeded).*\n/gm, ''],
  // What kubectl logs has a time, and the number of its process.
  [/^([IWEF])\d{4} [\d:.]+ +\d+ (?=\w+\.go:)/gm, '$1<logged> '],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uid>'],
  [/\b[0-9a-f]{64}\b/g, '<digest>'],
  // The name of an Event ends in its time.
  [/(?<=[a-z0-9]\.)[0-9a-f]{16}\b/g, '<time>'],
  [/\b[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}/g, '<time>'],
  [/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g, '<time>'],
  [/\b\d{4}[-/]\d{2}[-/]\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)?(?: [+-]\d{4})?/g, '<time>'],
  [/"?<time>"?/g, '<time>'],
  // What names a machine is blanked in the recording, its lines with it.
  [/Machine ID:[^]*?Kernel Version:/g, 'Machine ID:  …  System UUID:  …  Boot ID:  …  Kernel Version:'],
  [/\/tmp\/(LIVE|MERGED|kubectl-edit)-\d+/g, '/tmp/$1-<id>'],
  [/https?:\/\/\d{1,3}(?:\.\d{1,3}){3}:\d+/g, 'https://<address>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d+)?\b/g, '<address>'],
  [/\b\d+(?:\.\d+)?(?:ms|µs)\b/g, '<age>'],
  [/(?<![\w=-])\d+(?:\.\d+)?[dhms](?:\d+[hms])?(?= |$|\)|,|\n)/gm, '<age>'],
  [/<invalid>/g, '<age>'],
  [/(resourceVersion"?: ")\d+"/g, '$1<version>"'],
  [/(pod-template-hash"?[=:] ?"?)[\w]+/g, '$1<hash>'],
  [new RegExp(`-(?=\\w*\\d)${drawn}{6,10}-${drawn}{5}\\b`, 'g'), '-<hash>-<id>'],
  [new RegExp(`-(?=\\w*\\d)${drawn}{6,10}\\b`, 'g'), '-<hash>'],
  [new RegExp(`-${drawn}{5}\\b`, 'g'), '-<id>'],
  // Between nodes with equal points a scheduler draws.
  [/(Successfully assigned \S+ to )worker-\d/g, '$1<node>'],
  // Columns are as wide as what is in them.
  [/ {2,}/g, '  '],
  [/-{4,}/g, '----'],
]

/** A text in which names that are drawn, uids, times, addresses and versions are all the same. */
export function normalised(text: string): string {
  return replacements.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text)
}
