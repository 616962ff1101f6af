import { parts } from '../architecture/anatomy.ts';
const aliases = {
    'container-runtime': ['runtime'],
    'kube-proxy': ['kube-proxies'],
};
/** A name within a sentence: only what is written in capitals throughout keeps them. */
function inSentence(name) {
    return /^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}
/** The seven parts of a cluster, as the anatomy tells of them. */
export const partTerms = parts.map(({ id, name, official, job, source }) => ({
    id,
    name: inSentence(name),
    ...(official !== inSentence(name) && { official }),
    aliases: aliases[id] ?? [],
    sentence: job,
    source,
}));
