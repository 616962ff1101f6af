/** Words that a question has and its answer need not: they say nothing of what is looked for. */
const idle = new Set(`a about after all am an another and any are as at be been but by can could did do does doing for from get gets go goes had has have
  he how i if in into is it its just let made make makes many may me my need no not of on one only or our out over really she should so some
  than that the their them then there these they this those to too up us use used was we were what whats when where which while who whom whose why will with
  work works would you your`.split(/\s+/))

/** Words that almost any question here may have: with others beside them they count for little. */
const common = new Set(['k8s', 'kubectl', 'kubernetes'])

/** What people say instead of what the talk says: stems, each with those of the talk. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  backup: ['memory', 'etcd'],
  broken: ['dies', 'fail', 'crash'],
  connect: ['dial', 'wire'],
  crash: ['die', 'restart'],
  database: ['etcd', 'memory'],
  db: ['etcd'],
  dead: ['die'],
  death: ['die'],
  denied: ['refused', 'forbidden'],
  difference: ['apart'],
  down: ['die', 'away'],
  failure: ['die', 'fail'],
  health: ['probe', 'ready', 'lease'],
  heartbeat: ['lease'],
  host: ['node', 'machine'],
  k8s: ['kubernete'],
  loadbalancer: ['service'],
  login: ['401', 'authentication'],
  machine: ['node'],
  master: ['control', 'plane'],
  permission: ['authorization', '403', 'allow'],
  permitted: ['authorization', 'allow'],
  right: ['authorization'],
  save: ['store'],
  server: ['node', 'api'],
  talk: ['dial', 'wire'],
  vm: ['node', 'machine'],
  write: ['store'],
}

/** The stem of a word, as far as English endings go: enough to find a word in another form of it. */
export function stem(word: string): string {
  if (/[^a-z]/.test(word))
    return word
  return word
    .replace(/(?<=..)(?:ies|ied)$/, 'y')
    .replace(/(?<=...)(?:ations?|ators?)$/, 'at')
    .replace(/(?<=...)(?:ings?|ed|es|er|ers|s)$/, '')
    .replace(/(?<=..)e$/, '')
    .replace(/([b-df-hj-np-tv-z])\1$/, '$1')
}

/** The words of a text, with those within a name in capitals: ImagePullBackOff is also image, pull, back and off. */
export function wordsIn(text: string): readonly string[] {
  return (text.match(/[\p{L}\p{N}]+(?:[.:/-][\p{L}\p{N}]+)*/gu) ?? []).flatMap((word) => {
    const parts = word.split(/[.:/-]|(?<=[a-z])(?=[A-Z])/)
    return parts.length > 1 ? [word, ...parts] : [word]
  })
}

/** Marks a word as itself, so that it is no stem of another. */
function exactly(word: string): string {
  return `=${word}`
}

/** What a word of a text is found by: its stem and itself; nothing for one that says nothing. */
export function indexed(word: string): readonly string[] {
  const plain = word.toLowerCase()
  return idle.has(plain) ? [] : [stem(plain), exactly(plain)]
}

/** What a word that is looked for may stand as. */
export interface QueryWord {
  readonly stem: string
  readonly exact: string
  /** Stems of what the talk says instead. */
  readonly instead: readonly string[]
  /** How much it counts among others: 1 for most words. */
  readonly weight: number
}

/** How a word that is looked for is found; undefined for one that says nothing. */
export function queryWord(word: string): QueryWord | undefined {
  const plain = word.toLowerCase()
  const own = stem(plain)
  const instead = synonyms[plain] ?? synonyms[own] ?? []
  return idle.has(plain) ? undefined : { stem: own, exact: exactly(plain), instead: instead.map(stem), weight: common.has(plain) ? 0.5 : 1 }
}
