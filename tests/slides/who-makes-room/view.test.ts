import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { whoMakesRoomSteps } from '../../../slides/who-makes-room/steps.ts'
import { whoMakesRoomView } from '../../../slides/who-makes-room/view.ts'

const viewOf = (id: string) => whoMakesRoomView(whoMakesRoomSteps.findIndex(step => step.id === id))
const podsOn = (id: string): readonly (readonly string[])[] => viewOf(id).nodes.map(({ pods }) => pods.map(({ name }) => name))

/** The Events of a recorded preemption. */
const recorded = (JSON.parse(readFileSync('tests/recordings/cluster/scheduling-preemption.json', 'utf8')) as {
  readonly runs: readonly { readonly events: readonly { readonly reason: string, readonly about: string, readonly message: string }[] }[]
}).runs.flatMap(({ events }) => events)

describe('who makes room', () => {
  it('gives fewer points to a node in the same zone, and fewer still to the same node', () => {
    const [same = 0, beside = 0, other = 0] = viewOf('spread').nodes.map(({ says }) => Number.parseInt(says))
    // By hand: 1 × ln 5 + 2 + 1 × ln 4 + 4, 2 + 1 × ln 4 + 4 and 2 + 4 are 9, 7 and 6; as shares of 9, times 2.
    expect([same, beside, other]).toEqual([132, 176, 200])
    expect(viewOf('spread').nodes.map(({ zone }) => zone)).toEqual(['zone-a', 'zone-a', 'zone-b'])
  })

  it('with ScheduleAnyway all replicas go to the one open node, with DoNotSchedule one waits', () => {
    expect(podsOn('wish').map(pods => pods.length)).toEqual([3, 0, 0])
    expect([viewOf('wish').waiting.length, viewOf('wish').event]).toEqual([0, undefined])
    expect(podsOn('apart').map(pods => pods.length)).toEqual([1, 1, 1])
    expect(viewOf('apart').waiting.length).toBe(1)
    expect(viewOf('apart').event?.message).toContain('3 node(s) didn\'t match pod anti-affinity rules.')
  })

  it('without priority a Pod waits; with priority one victim is evicted and the Pod is scheduled on its node', () => {
    expect(viewOf('polite').waiting.map(({ name, priority }) => [name, priority])).toEqual([['polite', 100]])
    const victim = viewOf('victim')
    expect(victim.nodes.flatMap(({ pods }) => pods).filter(({ state }) => state === 'leaving').length).toBe(1)
    expect(victim.waiting.find(({ name }) => name === 'urgent')?.nominated).toBe(victim.nodes.find(({ pods }) => pods.some(({ state }) => state === 'leaving'))?.name)
    expect(podsOn('room').find(pods => pods.includes('urgent'))?.toSorted()).toEqual(['polite', 'urgent'])
    expect(viewOf('waits').waiting.map(({ priority }) => priority)).toEqual([0])
  })

  it('says of each what the scheduler of a real cluster said', () => {
    const said = (reason: string, about: RegExp): readonly string[] => recorded.filter(event => event.reason === reason && about.test(event.about)).map(({ message }) => message)
    expect(said('FailedScheduling', /^polite$/)).toContain(viewOf('polite').event?.message)
    expect(said('FailedScheduling', /^urgent$/)).toContain(viewOf('urgent').event?.message)
    expect(said('FailedScheduling', /^web\//)).toContain(viewOf('waits').event?.message)
    const preempted = said('Preempted', /^web\//).map(message => message.replace(/worker-\d/, 'NODE').replace('pod uid of urgent', 'pod urgent'))
    expect(preempted).toContain(viewOf('victim').event?.message.replace(/worker-\d/, 'NODE'))
    expect(said('Scheduled', /^polite$/).map(message => message.replace(/worker-\d/, 'NODE').replace(/assigned [\w-]+\//, 'assigned default/'))).toContain(viewOf('room').event?.message.replace(/worker-\d/, 'NODE'))
    expect(recorded.filter(({ reason, about }) => reason === 'Scheduled' && /^(polite|urgent)$/.test(about)).map(({ message }) => /worker-\d/.exec(message)?.[0])).toEqual(['worker-3', 'worker-3'])
  })
})
