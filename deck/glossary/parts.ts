import type { PartId } from '../../slides/parts/part.ts'
import { parts } from '../../slides/parts/index.ts'
import type { Term } from './term.ts'

const aliases: Readonly<Partial<Record<PartId, readonly string[]>>> = {
  'container-runtime': ['runtime'],
  'kube-proxy': ['kube-proxies'],
}

/** A name within a sentence: only what is written in capitals throughout keeps them. */
function inSentence(name: string): string {
  return /^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}

/** The seven parts of a cluster, as their facts say. */
export const partTerms: readonly Term[] = parts.map(({ id, name, official, job, source }) => ({
  id,
  name: inSentence(name),
  ...(official !== inSentence(name) && { official }),
  aliases: aliases[id] ?? [],
  sentence: job,
  source,
}))
