import { describe, expect, it } from 'vitest'
import { requestNames } from '../../../slides/request/history.ts'
import { requestSteps } from '../../../slides/request/steps.ts'
import { requestView } from '../../../slides/request/view.ts'
import recording from '../../recordings/kubectl.json' with { type: 'json' }

const { lines } = requestView(requestSteps.length - 1).terminal

/** What the recorded kubectl printed, line by line; a list's AGE depends on when one asks. */
function recorded(scenario: 'created' | 'get-pods'): string[] {
  const [command] = recording.scenarios[scenario].commands
  return `${command?.stdout}`.trimEnd().split('\n').map(ageless)
}

function ageless(line: string): string {
  return line.replace(/ \d+[smhd]$/, ' AGE')
}

/** What the model prints for one of its commands. */
function printed(command: string): string[] {
  const start = lines.findIndex(({ kind, text }) => kind === 'command' && text === command)
  const rest = lines.slice(start + 1)
  const end = rest.findIndex(({ kind }) => kind === 'command')
  return rest.slice(0, end < 0 ? undefined : end).map(({ text }) => ageless(text))
}

describe('the model prints what kubectl prints', () => {
  it('for the command', () => {
    const command = 'kubectl create deployment web --image=nginx --replicas=3'
    expect(lines[0]).toEqual({ kind: 'command', text: command })
    expect(printed(command)).toEqual(recorded('created'))
    expect(printed(command)).toEqual(['deployment.apps/web created'])
  })

  it('for the look at its Pods', () => {
    expect(recorded('get-pods')).toHaveLength(requestNames.pods.length + 1)
    expect(printed('kubectl get pods')).toEqual(recorded('get-pods'))
  })
})
