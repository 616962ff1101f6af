import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { run } from '../../../kubernetes/run.ts'
import { standardScenario, threeWorkers } from '../../../kubernetes/scenario.ts'
import { recordedSession } from '../../support/kubectl/session.ts'
import { stored } from '../support.ts'

/** What a real kubectl says of a Pod that has just begun to run, in its order. */
const recorded = recordedSession('1.36.2').find(({ argv }) => argv.slice(1, 3).join(' ') === 'describe pod')?.stdout?.split('Events:')[1] ?? ''
const reasons = [...recorded.matchAll(/^ {2}Normal +(\w+)/gm)].map(([, reason]) => reason)

const { stateAt, events } = run({ ...standardScenario, nodes: threeWorkers, commands: [{ run: 'create deployment', at: 1, name: 'web', image: 'nginx', replicas: 3 }] })
const state = stateAt(events.length - 1)

test('the name of an Event is that of its object and the time, as a real API server has it', () => {
  const real = readFileSync('tests/recordings/api/requests.json', 'utf8').match(/(?<=web-\w+-\w{5}\.)\w+/)?.[0] ?? ''
  expect(real).toMatch(/^[0-9a-f]{16}$/)
  for (const { metadata, involvedObject } of stored(state, 'Event')) {
    const [object, time = ''] = metadata.name.split(/\.(?=\w+$)/)
    expect(object).toBe(involvedObject.name)
    expect(time).toMatch(new RegExp(`^[0-9a-f]{${real.length}}$`))
  }
})

test('Events in the order of their names are in the order in which they were made, as a real list has them', () => {
  expect(reasons.length).toBeGreaterThan(3)
  const pods = stored(state, 'Pod')
  expect(pods).toHaveLength(3)
  for (const { metadata: { name } } of pods) {
    const about = stored(state, 'Event').filter(({ involvedObject }) => involvedObject.name === name)
    expect(about.toSorted((one, other) => one.metadata.name < other.metadata.name ? -1 : 1).map(({ reason }) => reason)).toEqual(reasons)
  }
})
