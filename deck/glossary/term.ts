import type { SourceId } from '../../talk/sources.ts'

export interface Term {
  /** Permanent name, for links. Kebab case. */
  readonly id: string
  /** The word as it stands in a sentence, in the capitals that Kubernetes gives it. */
  readonly name: string
  /** What Kubernetes calls it where that is another word, such as the name of a program or of a kind. */
  readonly official?: string
  /** Other words of the talk that lead to it. */
  readonly aliases?: readonly string[]
  /** What it is: one plain sentence of at most 25 words. */
  readonly sentence: string
  readonly source: SourceId
}

/** All words by which a term is found. */
export function wordsOf({ name, official, aliases = [] }: Term): readonly string[] {
  return [name, ...(official === undefined ? [] : [official]), ...aliases]
}
