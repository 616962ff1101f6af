/** All words by which a term is found. */
export function wordsOf({ name, official, aliases = [] }) {
    return [name, ...(official === undefined ? [] : [official]), ...aliases];
}
