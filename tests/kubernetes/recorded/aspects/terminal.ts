import type { CommandFact, RunFacts } from '../../../../tools/record/cluster/facts.ts'
import type { How, Part } from './aspect.ts'
import { unnamed } from './drawn-names.ts'
import { isSubsequence } from './states.ts'

/** A command without what only says how it is printed or waited for. */
function commandOf({ line, out }: CommandFact): string {
  return line
    .replace(/-f \S+/, `-f a file: ${out.trim()}`)
    .replace(/ --(wait|request-timeout|timeout)=\S+| -o wide/g, '')
    .replace(/ --replicas=1(?= |$)/, '')
    .replace(/ \S+\/\d+\/\d+\b| \S+-[a-z0-9]{8,10}(-[a-z0-9]{5}|\/\d+)\b/g, ' a Pod')
}

/** A cell without what is drawn or only the clock says. */
function cellText(cell: string): string {
  return unnamed(cell)
    .replace(/^(\S+\/\d+)(\/\d+|-\S+)$/, '$1/a Pod')
    .replace(/^(\S+)-[a-z0-9]{8,10}-[a-z0-9]{5}$/, '$1/1/a Pod')
    .replace(/^(replicaset\S+)-[a-z0-9]{8,10}$/, '$1/one of before')
    .replace(/^(\d+) \(.* ago\)$/, '$1 (ago)')
    .replace(/^worker-\d$/, 'a node')
}

/** The rows of tables, each with the words of its columns; how old things are says the clock, and in which order they come is drawn. */
function rows(lines: readonly string[], only: How['only']): readonly string[] {
  let ages: readonly number[] = []
  return lines.flatMap((line) => {
    const cells = line.split(/ {2,}/)
    const isHead = cells.every(cell => /^[A-Z][A-Z -]*(?:\([A-Z]\))?$/.test(cell))
    if (isHead)
      ages = cells.flatMap((cell, index) => ['AGE', 'LAST SEEN'].includes(cell) ? [index] : [])
    return isHead || only === undefined || only.includes(cells[0] ?? '') ? [cells.flatMap((cell, index) => ages.includes(index) ? [] : [cellText(cell)]).join('  ')] : []
  }).sort()
}

/** Whether a line is the head of a table. */
export function isTableHead(line: string): boolean {
  return /^NAME +[A-Z]/.test(line)
}

/** Whether two commands said the same. What follows a rollout tells of each version that it hears of, which are more or fewer: the last word is the same. */
function saidTheSame(here: readonly string[], there: readonly string[], { line }: CommandFact, strict: How['strict']): boolean {
  if (here.join('\n') === there.join('\n'))
    return true
  const [own, recorded] = [here, there].map(lines => lines.filter((each, index) => each !== lines[index - 1])) as [string[], string[]]
  return strict !== 'what is heard of a rollout' && line.includes(' rollout status ') && own.at(-1) === recorded.at(-1) && (isSubsequence(own, recorded) || isSubsequence(recorded, own))
}

/** What only names a machine or counts what went before, and what kubectl has no more since 1.36. */
const ofMachine = /^ +(?:Machine ID|System UUID|Boot ID|Kernel Version|Container Runtime Version|Kube-Proxy Version|leaseTransitions):/

/** A slice's note of when the change began that it tells of: that the model has none is listed among the fields that are not compared. */
const sinceWhen = / +annotations:\n +endpoints\.kubernetes\.io\/last-change-trigger-time: .*\n/g

/** A line whose number of times says how often something was waited for. */
const looks = /^\s+(?:Normal|Warning) /

/** A line without what hangs on when and how often something was said, how wide its columns are, and the ends of names. */
function withoutAges(line: string): string {
  return unnamed(line).replace(/-[bcdfghjklmnpqrstvwxz2456789]{8,10}\b/g, '…').replace(/(?<![\w-])(?:\d+(?:\.\d+)?(?:ms|[smhd]))+(?!\w)(?: \(x\d+ over (?:\d+[smhd])+\))?/g, 'age').replace(/"\S*…"/g, '…').replace(/(?<=Created pod: )\S+|(?<=^CreationTimestamp:).*|\b\w{3}, \d\d \w{3} \d{4} [\d:]+ \+0000|(?<=sha256:)[0-9a-f]{64}|\bworker-\d/g, '…').replace(/ {2,}|-{2,}/g, '  ').trimEnd()
}

/** What a command printed, line by line, without what is drawn or only the clock says. */
function printed({ line, out, err }: CommandFact, only: How['only']): readonly string[] {
  const lines = `${err}${out}`.replace(sinceWhen, '').split('\n').filter(line => line.trim() !== '')
  const head = lines.find(isTableHead) ?? lines[0] ?? ''
  // In which order Events stand is drawn, and how old they are says the clock; those of pulls are as many as took another time. Pods that were there before have other names, and machines tell of themselves.
  if (head.startsWith('LAST SEEN'))
    return [...new Set(lines.slice(1).map(line => withoutAges(line.replace(/^\S+ +/, '')).replace(/(?<=\/\d+)\/\d+\b/g, '/a Pod')).filter(line => !/ node\/|(?:…|\/\d+)-[a-z0-9]{5}\b/.test(line)))].sort()
  if (isTableHead(head))
    return rows(lines, only)
  // So is the order of a list's items.
  if (/ describe | -o yaml/.test(line)) {
    const all = lines.filter(each => !ofMachine.test(each)).map(withoutAges).map(each => each.replace(/\buid of \S+/, 'uid').replace(/(?<=\/\d+)\/\d+\b/g, '/a Pod'))
    return all.filter((each, index) => !looks.test(each) || all.indexOf(each) === index).sort()
  }
  return lines.map(line => unnamed(line).replace(/^( +uid: )uid of .*/, '$1uid').replace(/\S+\/\d+(\/\d+|-[a-z0-9]{5})|\bpod\/\S+-[a-z0-9]{8,10}-[a-z0-9]{5}/g, 'a Pod').replace(/error when creating "\S+": /, 'error when creating a file: '))
}

/** Requests of a command that would have changed something and were refused, with the codes of the answers: kubectl prints no code. */
function refusalsOf({ writes }: RunFacts, { at: begun, took, as = '' }: CommandFact): string {
  const own = writes.filter(({ at, who, code }) => code >= 400 && at >= begun && at <= begun + took && (who === 'kubectl' || who === '' || who === as))
  return own.map(({ verb, resource, code }) => `${verb} ${resource} ${code}`).join(', ')
}

/** Commands of the model whose print, end or refused requests differ from what was recorded for the same command. */
export function terminal(model: RunFacts, runs: readonly RunFacts[], { only, strict, isTyped = false }: How): Part {
  let facts = 0
  const findings = runs.flatMap((run) => {
    const left = [...run.commands]
    const skipped: CommandFact[] = []
    const said = model.commands.flatMap((command) => {
      const index = left.findIndex(each => commandOf(each) === commandOf(command) && (!isTyped || each.as === command.as))
      const [recorded, ...before] = index < 0 ? [] : left.splice(0, index + 1).reverse()
      skipped.push(...before)
      if (!recorded)
        return [`${command.line}: not recorded`]
      const [here, there] = [printed(command, only), printed(recorded, only)]
      facts += there.length + 2
      return [
        ...saidTheSame(here, there, command, strict) ? [] : [`${command.line} (${recorded.at} s):\n  ${here.join('\n  ')}\nrecorded\n  ${there.join('\n  ')}`],
        ...refusalsOf(model, command) === refusalsOf(run, recorded) ? [] : [`${command.line}: refused ${refusalsOf(model, command) || 'nothing'}, recorded ${refusalsOf(run, recorded) || 'nothing'}`],
        ...command.exit === recorded.exit ? [] : [`${command.line}: exit ${command.exit}, recorded ${recorded.exit}`],
      ]
    })
    return [...said, ...isTyped ? skipped.map(({ line, as }) => `${line}${as === undefined ? '' : ` as ${as}`}: not typed`) : []]
  })
  return { facts, findings }
}
