import type { ScenarioFacts } from './facts.ts'

/** A list with one entry a line: so a recording can be read, and a change of it seen. */
function lines(name: string, entries: readonly unknown[], indent: string): string {
  return entries.length === 0 ? `${indent}"${name}": []` : `${indent}"${name}": [\n${entries.map(entry => `${indent}  ${JSON.stringify(entry)}`).join(',\n')}\n${indent}]`
}

/** A scenario's facts as the text of a JSON file, a fact a line. */
export function factsText({ scenario, origin, runs }: ScenarioFacts): string {
  const written = runs.map(({ run, objects, ...lists }) => [
    '    {',
    [
      `      "run": ${JSON.stringify(run)}`,
      ...Object.entries(lists).map(([name, entries]) => lines(name, entries as readonly unknown[], '      ')),
      ...objects ? [`      "objects": {\n${Object.entries(objects).map(([role, object]) => `        ${JSON.stringify(role)}: ${JSON.stringify(object)}`).join(',\n')}\n      }`] : [],
    ].join(',\n'),
    '    }',
  ].join('\n'))
  return `{\n  "scenario": ${JSON.stringify(scenario)},\n  "origin": ${JSON.stringify(origin)},\n  "runs": [\n${written.join(',\n')}\n  ]\n}\n`
}
