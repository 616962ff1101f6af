import { describe, expect, it } from 'vitest'
import { createAgenda } from '../../kubernetes/engine/agenda.ts'
import { createRecorder } from '../../kubernetes/engine/recorder.ts'
import { createEngine, send } from '../../kubernetes/engine/task.ts'
import { run } from '../../kubernetes/run.ts'
import { create, scenario, terminal, workers } from './support.ts'

describe('the agenda', () => {
  it('the agenda runs what is due first, and what is due at the same time in the order in which it was added', () => {
    const agenda = createAgenda()
    const done: string[] = []
    const delays = [5, 1, 3, 1, 4, 2, 5, 0, 3]
    for (const [index, ms] of delays.entries())
      agenda.after(ms, () => done.push(`${ms}.${index}@${agenda.now()}`))
    while (agenda.next());
    expect(done).toEqual(['0.7@0', '1.1@1', '1.3@1', '2.5@2', '3.2@3', '3.8@3', '4.4@4', '5.0@5', '5.6@5'])
  })

  it('stops when only background work is left, and runs background work until then', () => {
    const agenda = createAgenda()
    const done: string[] = []
    agenda.after(1, () => done.push('background'), true)
    expect(agenda.next()).toBe(false)
    agenda.after(2, () => done.push('foreground'))
    agenda.after(3, () => done.push('too late'), true)
    while (agenda.next());
    expect(done).toEqual(['background', 'foreground'])
  })
})

describe('the record', () => {
  it('takes no event before its cause', () => {
    const recorder = createRecorder(() => 0)
    const first = recorder.record('user', [], { kind: 'typed', command: 0, text: '' })
    expect(recorder.record('kubectl', [first], { kind: 'configured', command: 0 })).toBe(1)
    expect(() => recorder.record('kubectl', [2], { kind: 'configured', command: 0 })).toThrow('Event 2 (configured) cannot come before its cause.')
  })
})

describe('rest', () => {
  /** Whether a cluster comes to rest in which three retries take turns, each answered late with this code. */
  function rests(code: number): boolean {
    const agenda = createAgenda()
    const recorder = createRecorder(agenda.now)
    const engine = createEngine(agenda, recorder, (_, actor, causes) => ({ answer: { code }, event: recorder.record(actor, causes, { kind: 'typed', command: 0, text: '' }), late: 7000 }), 1)
    const again = (): void => engine.start('kube-scheduler', [], function* () {
      yield* send({ verb: 'list', resource: 'pods' })
      agenda.after(1000, again, true)
    })
    for (const ms of [0, 2000, 4000])
      agenda.after(ms, again, ms > 0)
    agenda.after(5000, () => {})
    for (let done = 0; done < 1000; done++) {
      if (!agenda.next())
        return true
    }
    return false
  }

  it('rest is reached while retries fail, and not while they succeed', () => {
    expect(rests(504)).toBe(true)
    expect(rests(200)).toBe(false)
  })

  it('rest is reached without etcd, too: each command is typed and gets an error', () => {
    const [ready, silent] = workers(2)
    if (!ready || !silent)
      throw new Error('There are no two nodes.')
    const history = run(scenario({
      nodes: [ready, { ...silent, ready: false }],
      without: ['etcd'],
      commands: [create({ at: 'rest' }), create({ at: 0.01, name: 'api' }), create({ at: 'rest', name: 'cache' }), { run: 'get pods', at: 'rest' }, { run: 'logs', at: 'rest', name: 'web' }],
    }))
    expect(history.events.filter(({ kind }) => kind === 'exited')).toHaveLength(5)
    expect(terminal(history).filter(line => /in the time allotted|within requested timeout/.test(line))).toHaveLength(5)
  })
})
