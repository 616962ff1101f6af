import { describe, expect, it } from 'vitest'
import { apiPath } from '../../../kubernetes/api/kinds.ts'
import { methodOf } from '../../../kubernetes/api/request.ts'
import { outcomes } from '../../../slides/outcomes/outcomes.ts'
import { historyOf, outcomeView } from '../../../slides/outcomes/view.ts'
import recording from '../../recordings/kubectl.json' with { type: 'json' }

/** Where an outcome was recorded: the scenario, and which of its commands the outcome types, in order. */
const recorded: Readonly<Record<string, readonly [keyof typeof recording.scenarios, ...number[]]>> = {
  'created': ['created', 0],
  'unauthorized': ['unauthorized', 0],
  'forbidden': ['forbidden', 0],
  'webhook': ['admission-denied', 0],
  'pods-denied': ['pods-denied', 0, 1],
  'invalid': ['invalid', 0],
  'already-exists': ['already-exists', 0],
  'unschedulable': ['unschedulable', 0, 1],
  'image-pull': ['image-pull-back-off', 0, 2],
  'get-pods': ['get-pods', 0],
  'delete-pod': ['delete-pod', 0],
  'logs': ['logs', 0],
}

function recordedCommands(id: string) {
  const [scenario, ...places] = recorded[id] ?? []
  return places.map((index) => {
    const found = scenario && recording.scenarios[scenario].commands[index]
    if (!found)
      throw new Error(`Nothing was recorded for "${id}".`)
    return found
  })
}

describe.each(outcomes.map(each => [each.id, each] as const))('%s', (id, each) => {
  const history = historyOf(each)
  const first = each.scrolled ?? 0

  it('prints what the recorded kubectl printed, command by command', () => {
    const commands = history.scenario.commands.map((_, number) => number).slice(first)
    const printed = commands.map((number) => {
      const typed = history.events.find(event => event.kind === 'typed' && event.command === number)
      const output = history.events.find(event => event.kind === 'printed' && event.command === number)
      const exit = history.events.find(event => event.kind === 'exited' && event.command === number)
      return [typed?.kind === 'typed' && typed.text, output?.kind === 'printed' && output.lines.join('\n'), output?.kind === 'printed' && output.error, exit?.kind === 'exited' && exit.code]
    })
    expect(printed).toEqual(recordedCommands(id).map(({ argv, stdout, stderr, exitCode }) => [argv.join(' '), (stdout || stderr).trimEnd(), stderr !== '', exitCode]))
  })

  it('asks what the recorded kubectl asked, and is answered with the same codes', () => {
    const typed = history.events.find(event => event.kind === 'typed' && event.command === first)
    const answers = history.events.filter(event => event.kind === 'answered' && event.request.actor === 'kubectl' && event.id > (typed?.id ?? 0))
    const asked = answers.map(event => event.kind === 'answered' && `${methodOf(event.request)} ${apiPath(event.request.resource, event.request.namespace, event.request.name, event.request.subresource)} ${event.code}`)
    expect(asked).toEqual(recordedCommands(id).flatMap(({ requests }) => requests.map(({ method, path, code }) => `${method} ${path.replace(/\?.*/, '')} ${code}`)))
  })

  it('shows nothing in the terminal, and no Event, that was not recorded', () => {
    const [scenario] = recorded[id] ?? []
    const said = scenario ? recording.scenarios[scenario].commands.map(({ argv, stdout, stderr }) => `${argv.join(' ')}\n${stdout}${stderr}`).join('\n') : ''
    for (const { id: name } of each.inner) {
      const { lines, note } = outcomeView(each, name)
      for (const { text } of lines)
        expect(said).toContain(text)
      // `get events` was not recorded where `get pods` tells the reason itself.
      if (note && each.id !== 'image-pull')
        expect(said).toContain(note.message)
    }
  })
})
