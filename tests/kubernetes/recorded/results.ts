import { absent, absentKinds } from './absent.ts'
import { comparedConnections, type Ends } from './connections.ts'
import { differences } from './differences.ts'
import type { Judged } from './judge.ts'
import { leftOut } from './left-out.ts'
import { recordingOf, sidesOf } from './played.ts'
import { recorded } from './recordings.ts'
import { aspects } from './scenarios/scenario.ts'
import { simplifications } from './simplifications.ts'

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replace(/`([^`]*)`/g, '<code>$1</code>')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]): string => `<tr>${row.map(cell => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`
  return `<table>\n<thead>\n${cells('th', head)}\n</thead>\n<tbody>\n${rows.map(row => cells('td', row)).join('\n')}\n</tbody>\n</table>`
}

function list(entries: readonly (readonly [string, string])[]): string {
  return `<dl>\n${entries.map(([name, text]) => `<dt>${escaped(name)}</dt>\n<dd>${escaped(text)}</dd>`).join('\n')}\n</dl>`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0)
}

/** A number, or from the least of several to the most. */
function range(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  return least === most ? String(least) : `${least} to ${most}`
}

/** The folder that a recording belongs to. */
function groupOf(name: string): string {
  return name.replace(/[- ].*/, '')
}

const ends: readonly (readonly [keyof Ends, string])[] = [['answered', 'answered'], ['refused', 'refused'], ['timedOut', 'timed out']]

/** The page that says what was compared with what, what came of it, and what stays different. */
export function resultsPage(judged: readonly Judged[]): string {
  const { kubernetes, date, cluster } = recorded('deploy').origin
  const runs = new Map(judged.map(({ name }) => [name, sidesOf(name).runs.map(({ run }) => `${recordingOf(name)} ${run}`)]))
  const counted = (all: readonly Judged[]): number => sum(all.flatMap(({ facts }) => Object.values(facts)))
  const groups = [...new Set(judged.map(({ name }) => groupOf(name)))]
  const rows = judged.map(({ name, facts, open, explained }) => [
    name,
    String(runs.get(name)?.length ?? 0),
    ...aspects.map(aspect => String(facts[aspect] ?? '')),
    open.length > 0 ? `${open.length} not listed` : explained.length > 0 ? `as listed (${new Set(explained.map(([, difference]) => difference)).size})` : 'the same',
  ])
  const places = new Map(differences.map(difference => [difference, judged.filter(({ explained }) => explained.some(([, each]) => each === difference)).map(({ name }) => name)]))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="What the small Kubernetes of this talk was compared with, scenario by scenario, what came of it, and what stays different.">
<title>Checked against a real cluster</title>
<link rel="stylesheet" href="./checked.css">
</head>
<body>
<main>
<h1>Checked against a real cluster</h1>
<p>The small Kubernetes that draws the pictures of this talk plays scenarios that were recorded from a real one: version ${kubernetes}, on ${date}: ${escaped(cluster)}. In failures-etcd-majority it had three members of etcd. A test compares both each time that the deck is tested, and wrote this page.</p>
<p>${counted(judged)} recorded facts were compared, in ${judged.length} scenarios and ${new Set([...runs.values()].flat()).size} recorded runs.</p>
<h2>By folder</h2>
${table(['recordings', 'scenarios', 'facts'], groups.map((group) => {
  const own = judged.filter(({ name }) => groupOf(name) === group)
  return [group, String(own.length), String(counted(own))]
}))}
<h2>By scenario</h2>
<p>Each number is how many recorded facts were compared: requests that change something, pairs of them whose order is or is not promised, Events, states that objects went through, fields of the objects at the end, points of the scheduler, lines of the terminal, and times that a program decides.</p>
${table(['scenario', 'runs', ...aspects, 'result'], rows)}
<h2>Connections to a Service</h2>
<p>Ten a second, one after another, each given up after a second, from one node while something is done: how many were answered, refused, or timed out. Of the model with five seeds, its kube-proxy writing rules at most once a second as a real one. Deleting Pods by name or label, and a kube-proxy that is stopped, are compared by what happens, not by counts.</p>
${table(['run', ...ends.flatMap(([, word]) => [`${word}, recorded`, 'here'])], comparedConnections().map(({ run, recorded: there, model }) => [run, ...ends.flatMap(([end]) => [String(there[end]), range(model.map(each => each[end]))])]))}
<h2>What differs, and why</h2>
${list(differences.map(difference => [`${difference.aspect}: ${(places.get(difference) ?? []).join(', ')}`, difference.why]))}
<h2>What the model does not have</h2>
<p>Of these kinds it keeps no objects, and its API says so: ${absentKinds.map(([, kind]) => `<code>${kind}</code>`).join(', ')}.</p>
${list(absent)}
<h2>What a comparison looks past</h2>
${list(Object.entries(simplifications))}
<h2>Fields that are not compared</h2>
<ul>
${leftOut.map(({ why }) => `<li>${escaped(why)}</li>`).join('\n')}
</ul>
</main>
</body>
</html>
`
}
